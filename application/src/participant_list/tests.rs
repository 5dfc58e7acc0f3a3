//! Whole files, as people send them, and as nobody should.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use flate2::{Compression, write::DeflateEncoder};
use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use domain::participation::StakeholderGroup;

use super::*;

pub(super) fn countries() -> Vec<Country> {
    let country = |code: &str, names: &[&str]| Country { code: code.into(), names: names.iter().map(|n| (*n).to_owned()).collect() };
    vec![
        country("KE", &["KEN", "Kenya", "肯尼亚"]),
        country("CN", &["CHN", "China", "中国"]),
        country("CI", &["CIV", "Côte d'Ivoire", "Côte d’Ivoire", "科特迪瓦"]),
        country("CG", &["COG", "Congo", "刚果"]),
        country("CD", &["COD", "Democratic Republic of the Congo", "刚果民主共和国"]),
        country("BO", &["BOL", "Bolivia (Plurinational State of)"]),
        country("KR", &["KOR", "Republic of Korea", "大韩民国"]),
        country("KP", &["PRK", "Democratic People's Republic of Korea"]),
        country("NA", &["NAM", "Namibia"]),
    ]
}

fn counted(bytes: impl AsRef<[u8]>) -> Result<Counted, ListError> {
    count(bytes.as_ref(), &countries())
}

fn people(counted: &Counted) -> (u32, u32, u32, u32) {
    (counted.rows, counted.women, counted.men, counted.other)
}

fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook whose sheet is the given XML, in a sound zip.
fn raw_xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    raw_xlsx_of(sheet, strings, 1)
}

/// The same, with the sheet named several times.
fn raw_xlsx_of(sheet: &str, strings: &str, times: usize) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
        format!(r#"<Relationship Id="{kind}" Type="{kind}" Target="{target}"/>"#)
    };
    let relations = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
    let id = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    let parts = [
        ("_rels/.rels", relations(&[relation("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!("<workbook><sheets>{}</sheets></workbook>", format!(r#"<sheet sheetId="1" r:id="{id}"/>"#).repeat(times)),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[relation("worksheet", "worksheets/sheet1.xml"), relation("sharedStrings", "sharedStrings.xml")]),
        ),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip of one file whose directory states an unpacked size of `told` bytes, which may be wrong.
fn lying_zip(name: &str, deflated: &[u8], told: u32) -> Vec<u8> {
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let name_length = &length(name.as_bytes())[..2];
    let sizes = [[0; 4], length(deflated), told.to_le_bytes()].concat();
    let common = [b"\x14\0\0\0\x08\0\0\0\0\0".as_slice(), &sizes, name_length, b"\0\0"].concat();
    let local = [b"PK\x03\x04", common.as_slice(), name.as_bytes(), deflated].concat();
    let entry = [b"PK\x01\x02\x14\0", common.as_slice(), &[0; 14], name.as_bytes()].concat();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &length(&entry), &length(&local), b"\0\0"].concat();
    [local, entry, end].concat()
}

/// 1 GB of zeros, deflated; made of pieces, since deflating it takes long.
fn gigabyte_of_zeros() -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; 1 << 20]).unwrap();
    encoder.flush().unwrap();
    let piece = encoder.get_ref().clone();
    [piece.repeat(1024), vec![3, 0]].concat()
}

#[test]
fn an_english_list_is_counted_and_its_problems_have_rows() {
    let list = "List of participants,,,\n\nName,Gender,Country,Stakeholder group,E-mail\n\
                Ann Example,F,Kenya,Government,ann@example.org\nBob Example,Mr.,CHN,Academia,bob@example.org\n,,,,\n\
                Cy Example,,Atlantis,NGO,\nDi Example,woman,\"Cote d'Ivoire\",astronauts,\nEd Example,M,n/a,,\n";
    let counted = counted(list).unwrap();
    assert_eq!(people(&counted), (5, 2, 2, 1));
    assert_eq!(counted.countries, [("CI".to_owned(), 1), ("CN".to_owned(), 1), ("KE".to_owned(), 1)]);
    let groups = [StakeholderGroup::Government, StakeholderGroup::Academia, StakeholderGroup::CivilSociety].map(|group| (group, 1));
    assert_eq!(counted.groups, groups);
    assert_eq!((counted.without_country, counted.without_group), (2, 2));
    let columns = [(Column::Gender, "Gender"), (Column::Country, "Country"), (Column::Group, "Stakeholder group")];
    assert_eq!(counted.columns, columns.map(|(column, heading)| (column, heading.to_owned())));
    let problems = [(7, Column::Country, "Atlantis"), (8, Column::Group, "astronauts")];
    assert_eq!(counted.problems, problems.map(|(row, column, found)| RowProblem { row, column, found: found.to_owned() }));
    assert_eq!(counted.more_problems, 0);
    assert!(!format!("{counted:?}").contains("xample"));
}

#[test]
fn a_chinese_list_is_counted_in_every_encoding() {
    let list = "姓名;性别;国家;类别\r\n张三;男;中国;政府\r\n李四;女;科特迪瓦;学术界\r\n王五;未说明;中国;私营部门\r\n";
    let utf_16: Vec<u16> = list.encode_utf16().collect();
    let little: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf_16.iter().flat_map(|unit| unit.to_le_bytes())).collect();
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(utf_16.iter().flat_map(|unit| unit.to_be_bytes())).collect();
    let gb = encoding_rs::GB18030.encode(list).0.into_owned();
    let marked = format!("\u{FEFF}{list}").into_bytes();
    for bytes in [list.as_bytes().to_vec(), marked, little.clone(), big, gb] {
        let counted = counted(bytes).unwrap();
        assert_eq!(people(&counted), (3, 1, 1, 1));
        assert_eq!(counted.countries, [("CI".to_owned(), 1), ("CN".to_owned(), 2)]);
        assert_eq!((counted.groups.len(), counted.without_group, counted.problems.len()), (3, 0, 0));
    }
    assert_eq!(counted(&little[..little.len() - 1]), Err(ListError::Damaged));
}

#[test]
fn an_xlsx_file_is_counted_from_its_first_sheet_with_data() {
    let mut book = Workbook::new();
    book.add_worksheet();
    book.add_worksheet().set_hidden(true).write(0, 0, "Gender").unwrap();
    let sheet = book.add_worksheet();
    for (row, cells) in [(1, ["性别 Gender", "Country"]), (2, ["女", "Kenya & more"]), (5, ["M", "肯尼亚"]), (6, ["F", "<b>"])] {
        sheet.write(row, 1, cells[0]).unwrap().write(row, 3, cells[1]).unwrap();
    }
    book.add_worksheet().write(0, 0, "Sex").unwrap();
    let counted = counted(book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(people(&counted), (3, 2, 1, 0), "{counted:?}");
    assert_eq!((counted.countries.clone(), counted.without_group), (vec![("KE".to_owned(), 1)], 3));
    let problems: Vec<_> = counted.problems.iter().map(|p| (p.row, p.found.as_str())).collect();
    assert_eq!(problems, [(3, "Kenya & more"), (7, "<b>")]);
}

#[test]
fn a_formula_counts_with_the_value_stored_for_it() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Gender").unwrap();
    sheet.write(1, 0, Formula::new("=UPPER(\"f\")").set_result("F")).unwrap();
    sheet.write(2, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let from_book = counted(book.save_to_buffer().unwrap()).unwrap();
    assert_eq!((people(&from_book), from_book.problems[0].found.as_str()), ((2, 1, 0, 1), "#DIV/0!"));

    let rows = r#"<row><c t="inlineStr"><is><t>Gender</t></is></c></row><row r="9"><c r="A9"><f>A1&amp;"x"</f></c></row>"#;
    let never_computed = counted(raw_xlsx(rows, "")).unwrap();
    assert_eq!(never_computed.problems, [RowProblem { row: 9, column: Column::Gender, found: "=A1&\"x\"".into() }]);

    let text = counted("Gender\n=HYPERLINK(\"http://example.org\")\nF\n").unwrap();
    assert_eq!((people(&text), text.problems[0].row), ((2, 1, 0, 1), 2));
}

#[test]
fn shared_strings_may_have_formats_and_readings_but_must_exist() {
    let strings = r"<si><r><t>Gen</t></r><r><t>der</t></r></si><si><t>女</t><rPh><t>おんな</t></rPh></si>";
    let rows = |cell: &str| format!(r#"<row r="1"><c r="B1" t="s"><v>0</v></c></row><row r="2"><c r="B2" t="s"><v>{cell}</v></c></row>"#);
    assert_eq!(people(&counted(raw_xlsx(&rows("1"), strings)).unwrap()), (1, 1, 0, 0));
    for bad in ["2", "-1", "x", "99999999999999999999"] {
        assert_eq!(counted(raw_xlsx(&rows(bad), strings)), Err(ListError::Damaged), "{bad}");
    }
}

#[test]
fn mail_addresses_are_not_quoted_and_long_values_are_cut() {
    let long = "x".repeat(5000);
    let counted = counted(format!("Gender,Country\nann@example.org,{long}\nA\u{202E}B\tC,Kenya\n")).unwrap();
    assert_eq!(counted.problems[0].found, "");
    assert_eq!(counted.problems[1].found, format!("{}…", "x".repeat(29)));
    assert_eq!(counted.problems[2].found, "AB C");
}

#[test]
fn problems_are_told_up_to_a_hundred() {
    let counted = counted(format!("Gender\n{}", "?1\n".repeat(250))).unwrap();
    assert_eq!((counted.problems.len(), counted.more_problems, counted.other), (100, 150, 250));
    assert_eq!(counted.problems[99].row, 101);
}

#[test]
fn ten_thousand_rows_are_counted_and_twenty_thousand_are_the_most() {
    let list = |rows: usize| format!("Name,Gender,Country,Group\n{}", "Somebody,F,KE,Government\n".repeat(rows));
    assert_eq!(people(&counted(list(10_000)).unwrap()), (10_000, 10_000, 0, 0));
    assert_eq!(counted(list(20_000)).unwrap().groups, [(StakeholderGroup::Government, 20_000)]);
    assert_eq!(counted(list(20_001)), Err(ListError::TooManyRows { max: 20_000 }));
    let mut rows: Vec<&[&str]> = vec![&["Name", "Sex", "Nationality"]];
    rows.extend(std::iter::repeat_n::<&[&str]>(&["Somebody", "man", "中国"], 10_000));
    assert_eq!(counted(xlsx(&rows)).unwrap().countries, [("CN".to_owned(), 10_000)]);
}

#[test]
fn headings_stand_in_the_first_ten_rows() {
    let after = |rows: usize| format!("{}Gender\nF\n", "note\n".repeat(rows));
    assert_eq!(people(&counted(after(9)).unwrap()), (1, 1, 0, 0));
    assert_eq!(counted(after(10)), Err(ListError::NoHeadings));
    assert_eq!(counted("Name,E-mail\nAnn,ann@example.org\n"), Err(ListError::NoHeadings));
    let above = counted("Country,Kenya\nName,Gender,Country\nAnn,F,KE\n").unwrap();
    assert_eq!((above.rows, above.columns.len()), (1, 2));
    assert_eq!(counted(xlsx(&[])), Err(ListError::NoHeadings));
}

#[test]
fn the_templates_are_understood() {
    for lang in [Lang::En, Lang::Zh] {
        let counted = counted(template(lang)).unwrap();
        assert_eq!((counted.rows, counted.columns.len()), (0, 3));
    }
}

#[test]
fn what_is_no_table_is_refused() {
    let old_excel = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".as_slice();
    let mut other_zip = ZipWriter::new(Cursor::new(Vec::new()));
    other_zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    let other_zip = other_zip.finish().unwrap().into_inner();
    for bytes in [b"".as_slice(), b" \n", b"%PDF-1.7\n\0\x01", old_excel, b"Gender\0Country", &other_zip] {
        assert_eq!(counted(bytes), Err(ListError::NotATable));
    }
    assert_eq!(counted(vec![b'x'; FILE_MAX + 1]), Err(ListError::TooLarge));
}

#[test]
fn a_broken_xlsx_is_damaged_wherever_it_breaks() {
    let whole = xlsx(&[&["Gender"], &["F"]]);
    for cut in (4..whole.len()).step_by(97) {
        assert_eq!(counted(&whole[..cut]), Err(ListError::Damaged), "{cut}");
    }
    assert_eq!(counted(raw_xlsx("<row><c>", "")), Err(ListError::Damaged));
    assert_eq!(counted(raw_xlsx(r#"<row r="0"/>"#, "")), Err(ListError::Damaged));
    assert_eq!(counted(raw_xlsx(r#"<row><c r="AAAA1"/></row>"#, "")), Err(ListError::Damaged));
    assert_eq!(counted(raw_xlsx(&"<a>".repeat(100_000), "")), Err(ListError::Damaged));
    assert_eq!(counted("Gender\n\"F\nF\n"), Err(ListError::Damaged));
}

#[test]
fn a_zip_bomb_is_refused_by_what_it_says() {
    let bomb = lying_zip("xl/worksheets/sheet1.xml", &gigabyte_of_zeros(), 1 << 30);
    let begun = Instant::now();
    assert_eq!(counted(&bomb), Err(ListError::TooBigUnpacked));
    assert!(begun.elapsed() < Duration::from_secs(5), "it was not unpacked");
}

#[test]
fn a_zip_bomb_is_refused_though_its_directory_lies() {
    let bomb = lying_zip("_rels/.rels", &gigabyte_of_zeros(), 100);
    let begun = Instant::now();
    assert_eq!(counted(&bomb), Err(ListError::Damaged));
    assert!(begun.elapsed() < Duration::from_secs(5), "it was not unpacked beyond what it says");

    let bomb = lying_zip("_rels/.rels", &gigabyte_of_zeros(), 40 << 20);
    assert_eq!(counted(&bomb), Err(ListError::TooBigUnpacked), "no text is that long");
}

#[test]
fn a_sheet_that_is_read_again_and_again_is_refused() {
    let sheet = format!("<!--{}-->", "x".repeat(200_000)).repeat(6);
    assert_eq!(counted(raw_xlsx_of(&sheet, "", 50)), Err(ListError::TooBigUnpacked), "50 times 1.2 MB");
    assert_eq!(counted(raw_xlsx_of(&sheet, "", 2)), Err(ListError::NoHeadings));
}

#[test]
fn strings_that_swell_are_refused() {
    let strings = format!("<si><t>{}</t></si>", "x".repeat(1000)).repeat(22_000);
    assert_eq!(counted(raw_xlsx("", &strings)), Err(ListError::TooBigUnpacked));
    assert_eq!(counted(raw_xlsx("", &format!("<si><t>{}</t></si>", "x".repeat(300_000)))), Err(ListError::TooBigUnpacked));
}

#[test]
fn a_far_cell_costs_nothing() {
    let rows = r#"<row r="1"><c r="A1" t="str"><v>Gender</v></c></row><row r="1048576"><c r="A1048576" t="str"><v>F</v></c><c r="XFD1048576"><v>1</v></c></row>"#;
    assert_eq!(people(&counted(raw_xlsx(rows, "")).unwrap()), (1, 1, 0, 0));
}

proptest! {
    /// Whatever the table holds, nobody is counted twice or lost.
    #[test]
    fn counts_add_up(
        rows in proptest::collection::vec(
            proptest::array::uniform4(prop_oneof![
                Just(String::new()), Just("F".into()), Just("男".into()), Just("Kenya".into()), Just("NA".into()), Just("N/A".into()),
                Just("government".into()), Just("企业".into()), Just("Gender".into()), Just("Country".into()), any::<String>(),
            ]),
            0..40,
        ),
        delimiter in prop_oneof![Just(','), Just(';'), Just('\t')],
    ) {
        let cell = |text: &String| format!("\"{}\"", text.chars().filter(|c| !c.is_control()).collect::<String>().replace('"', "\"\""));
        let line = |cells: &[String; 4]| cells.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string());
        let table: Vec<String> = rows.iter().map(line).collect();
        let headings = ["Name", "性别", "Country", "Group"].join(&delimiter.to_string());
        let counted = counted(format!("{headings}\n{}\n", table.join("\n"))).unwrap();
        prop_assert!(counted.rows as usize <= rows.len());
        prop_assert_eq!(counted.women + counted.men + counted.other, counted.rows);
        prop_assert_eq!(counted.countries.iter().map(|(_, n)| n).sum::<u32>() + counted.without_country, counted.rows);
        prop_assert_eq!(counted.groups.iter().map(|(_, n)| n).sum::<u32>() + counted.without_group, counted.rows);
        prop_assert!(counted.problems.iter().all(|p| p.found.chars().count() <= 30));
    }

    /// Nothing that is thrown at it makes it fall over.
    #[test]
    fn any_bytes_are_counted_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), is_zip in any::<bool>()) {
        let bytes = if is_zip { [b"PK\x03\x04".to_vec(), bytes].concat() } else { bytes };
        drop(counted(bytes));
    }

    /// Nor does an XLSX file with bytes changed.
    #[test]
    fn a_changed_xlsx_is_counted_or_refused(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = raw_xlsx(r#"<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>"#, "<si><t>Gender</t></si><si><t>F</t></si>");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        drop(counted(bytes));
    }
}
