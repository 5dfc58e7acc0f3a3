//! Which headings and values are understood in the columns of gender and stakeholder group, in English and Chinese.
//!
//! Where the cells come from does not belong here, nor do countries: there are too many of them, see `countries`.

use domain::participation::StakeholderGroup;

use super::result::Column;
use super::words::{agreed, without_brackets};

/// What a cell of the column of gender says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Something else, or nothing.
    Other,
}

/// Words are listed by their key, with “s” in “organisation”.
const HEADINGS: [(Column, &str); 3] = [
    (Column::Gender, "gender sex genderidentity 性别 性別"),
    (
        Column::Country,
        "country countries nationality countryofnationality countryoforigin countryofresidence countryofcitizenship citizenship \
         countryname nameofcountry countrycode countryregion countryorregion countryorterritory countryrepresented \
         representedcountry homecountry 国家 国别 国籍 国名 国家名称 国家地区 国家或地区 国家代码 所属国家 所在国家 所在国 来自国家 \
         代表国家 國家 國別 國籍",
    ),
    (
        Column::Group,
        "group groups stakeholder stakeholders stakeholdergroup stakeholdergroups stakeholdertype stakeholdercategory \
         typeofstakeholder categoryofstakeholder typeoforganisation organisationtype organisationcategory typeofinstitution \
         institutiontype typeofparticipant participanttype sector category affiliationtype 类别 群体 部门类别 利益攸关方群体 \
         利益攸关方 利益攸关方类别 利益攸关方类型 利益攸关者 利益攸关者群体 利益相关方 利益相关方群体 利益相关方类别 利益相关方类型 \
         利益相关者 利益相关者类别 组织类型 组织类别 机构类型 机构类别 机构性质 单位类型 单位类别 单位性质 代表类别 代表类型 \
         参会者类别 参与者类别 類別 利益攸關方群體 機構類型 單位性質",
    ),
];

const GENDERS: [(Gender, &str); 3] = [
    (Gender::Woman, "female f woman women w girl ms mrs miss madam mme 女 女性 女士 小姐 妇女 女子"),
    (Gender::Man, "male m man men boy mr mister 男 男性 男士 先生 男子"),
    (Gender::Other, "other others x diverse nonbinary otherornotstated othernotstated 其他 其它 其他性别 其他或未说明 非二元"),
];

const GROUPS: [(StakeholderGroup, &str); 6] = [
    (
        StakeholderGroup::Government,
        "government governments gov govt governmental governmentagency governmentagencies governmentofficial governmentofficials \
         governmentrepresentative nationalgovernment localgovernment publicsector publicadministration ministry ministries \
         competentauthority competentnationalauthority nationalcompetentauthority nationalauthority regulator regulatoryauthority \
         party parties 政府 各国政府 国家政府 地方政府 政府机构 政府部门 政府机关 政府代表 政府官员 政府及其机构 主管部门 主管机关 \
         国家主管部门 国家主管当局 监管机构 行政机关 公共部门 缔约方 政府機構",
    ),
    (
        StakeholderGroup::Academia,
        "academia academic academics academicandresearch academiaandresearch academicinstitution academicinstitutions research \
         researcher researchers researchinstitute researchinstitutes researchinstitution researchinstitutions researchorganisation \
         researchbody science scientist scientificcommunity scientificinstitution university universities \
         universitiesandresearchbodies universitiesandresearch 学术 学术界 学术机构 学术和研究机构 学术与研究 学术研究机构 学界 科学界 \
         科研 科研机构 科研院所 科研单位 研究机构 研究院 研究所 高校 大学 院校 高等院校 大学和研究机构 高校和科研机构 學術界 大學",
    ),
    (
        StakeholderGroup::CivilSociety,
        "civilsociety civilsocietyorganisation civilsocietyorganisations organisationsofcivilsociety cso csos ngo ngos \
         nongovernmentalorganisation nongovernmentalorganisations nongovernmental nonprofit nonprofitorganisation 民间社会 民间组织 \
         民间社会组织 民间团体 公民社会 公民社会组织 非政府组织 社会组织 社会团体 公益组织 非营利组织 民間社會 非政府組織",
    ),
    (
        StakeholderGroup::IndigenousPeoples,
        "indigenouspeoples indigenouspeople indigenous indigenouspeoplesandlocalcommunities indigenousandlocalcommunities \
         indigenouspeoplesorlocalcommunities localcommunity localcommunities iplc iplcs ilc ilcs 土著人民 土著居民 土著 土著社区 \
         土著和地方社区 土著与地方社区 土著人民和地方社区 土著人民与地方社区 土著人民及地方社区 地方社区 当地社区 原住民 原住民族",
    ),
    (
        StakeholderGroup::PrivateSector,
        "privatesector private business businesses industry businessandindustry company companies privatecompany \
         companiesandtheirassociations industryassociation enterprise 私营部门 私营企业 私人部门 私营 企业 企业界 工商业 工商界 产业 \
         产业界 工业界 行业协会 公司 公司及其协会 企业及其协会 商业 商界 民营企业 私營部門 企業",
    ),
    (
        StakeholderGroup::InternationalOrganisation,
        "internationalorganisation internationalorganisations intergovernmentalorganisation intergovernmentalorganisations \
         intergovernmental igo igos un unitednations unagency unagencies unorganisation unsystem unitednationsagency multilateral \
         国际组织 国际机构 政府间组织 政府间国际组织 联合国 联合国机构 联合国系统 多边机构 國際組織",
    ),
];

/// Ways to say that something is not said.
const NOT_STATED: &str = "na notapplicable notavailable notstated notspecified unspecified unknown undisclosed notdisclosed notprovided \
     noanswer prefernottosay prefernottoanswer none nil 未说明 未注明 未填 未填写 未知 不详 不明 不适用 无 保密 不愿透露 未提供 未說明";

fn meaning<T: Copy>(words: &[(T, &str)], key: &str) -> Option<T> {
    let key = key.replace("organiz", "organis");
    words.iter().find(|(_, known)| known.split_whitespace().any(|word| word == key)).map(|(meaning, _)| *meaning)
}

/// The column of a heading.
pub(super) fn heading(text: &str) -> Option<Column> {
    let look_up = |key: &str| meaning(&HEADINGS, key);
    agreed(text, look_up).or_else(|| agreed(&without_brackets(text), look_up))
}

/// Whether the cell says that nothing is said, if only by being empty.
pub(super) fn is_not_stated(text: &str) -> bool {
    agreed(text, |key| (key.is_empty() || meaning(&[((), NOT_STATED)], key).is_some()).then_some(())).is_some()
}

/// What a cell of the column of gender says; `None` if that is not understood.
pub(super) fn gender(text: &str) -> Option<Gender> {
    if is_not_stated(text) { Some(Gender::Other) } else { agreed(text, |key| meaning(&GENDERS, key)) }
}

/// The stakeholder group that a cell names.
pub(super) fn group(text: &str) -> Option<StakeholderGroup> {
    let look_up = |key: &str| meaning(&GROUPS, key);
    agreed(text, look_up).or_else(|| agreed(&without_brackets(text), look_up))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::participant_list::words::key;

    #[test]
    fn headings_in_both_languages() {
        for (text, column) in [
            ("Gender", Some(Column::Gender)),
            ("SEX *", Some(Column::Gender)),
            ("性别 Gender", Some(Column::Gender)),
            ("Gender (F/M)", Some(Column::Gender)),
            ("Country of nationality", Some(Column::Country)),
            ("国家/地区", Some(Column::Country)),
            ("国家", Some(Column::Country)),
            ("Type of organization", Some(Column::Group)),
            ("利益攸关方群体", Some(Column::Group)),
            ("Name (gender)", None),
            ("Name", None),
            ("E-mail", None),
        ] {
            assert_eq!(heading(text), column, "{text}");
        }
    }

    #[test]
    fn genders_in_both_languages() {
        for text in ["female", "F", " Woman", "WOMEN", "Ms.", "Mrs", "女", "女 / Female"] {
            assert_eq!(gender(text), Some(Gender::Woman), "{text}");
        }
        for text in ["male", "M", "man", "Men", "Mr.", "男"] {
            assert_eq!(gender(text), Some(Gender::Man), "{text}");
        }
        for text in ["other", "X", "not stated", "其他", "未说明", "", " ", "-", "N/A", "Non-binary"] {
            assert_eq!(gender(text), Some(Gender::Other), "{text}");
        }
        assert_eq!(gender("1"), None);
    }

    #[test]
    fn every_group_is_understood_by_its_own_word() {
        for own in StakeholderGroup::ALL {
            assert_eq!(group(&own.to_string()), Some(*own), "{own}");
        }
        assert_eq!(group("NGO"), Some(StakeholderGroup::CivilSociety));
        assert_eq!(group("International Organization (UN)"), Some(StakeholderGroup::InternationalOrganisation));
        assert_eq!(group("土著人民和地方社区"), Some(StakeholderGroup::IndigenousPeoples));
        assert_eq!(group("Government/NGO"), None);
    }

    #[test]
    fn words_are_listed_by_their_key_and_mean_one_thing() {
        fn check<T>(lists: &[(T, &str)]) {
            let words: Vec<&str> = lists.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
            for (at, word) in words.iter().enumerate() {
                assert_eq!(&key(word), word);
                assert!(!words[..at].contains(word), "{word} twice");
            }
        }
        check(&HEADINGS);
        check(&GENDERS);
        check(&GROUPS);
        check(&[((), NOT_STATED)]);
    }
}
