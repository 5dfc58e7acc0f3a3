# Files of events, and lists of participants that are counted.

field-file = File
files-title = Files
files-none = No file yet.
files-full = There are { $max } files, which is the most. Remove one to add another.
file-hint = PDF, Word, Excel, PowerPoint, OpenDocument, JPEG or PNG, without macros, up to 10 MB. Whoever may see this record can open it after signing in.
file-add = Add the file
file-added = Added by { $name } on { $day }
file-remove = Remove
file-remove-named = Remove { $name }
file-kind-pdf = PDF
file-kind-docx = Word
file-kind-xlsx = Excel
file-kind-pptx = PowerPoint
file-kind-odt = OpenDocument text
file-kind-ods = OpenDocument spreadsheet
file-kind-odp = OpenDocument presentation
file-kind-jpg = JPEG
file-kind-png = PNG
file-size-kb = { $number } KB
file-size-mb = { $number } MB
attach-title = Add a file
file-removal-title = Remove the file “{ $name }”?
file-removal-text = It is deleted for good. The history keeps its name.
back-to-event = Back to the event

list-title = Count a list of participants
list-promise = The list is counted in memory and dropped. No name, address or other cell of it is stored.
list-how = What the list needs
list-how-file = A CSV file, or an Excel workbook (.xlsx) with the list in its first sheet with data.
list-how-columns = One row for each person, and a heading in one of the first 10 rows: gender, country, stakeholder group. One of them is enough; other columns are passed over.
list-template = Empty list to fill in (CSV)
list-hint = CSV or XLSX, up to 5 MB and 20,000 rows.
list-count = Count
list-back = Back to the form
counted-title = Check the counts
counted-sentence = { $count ->
    [one] { $count } row was counted. Nothing of the file is kept.
   *[other] { $count } rows were counted. Nothing of the file is kept.
}
counted-replaces = The record has counts already. These will replace them; the number registered stays.
counted-columns = Columns that were understood
counted-column = Column
counted-missing = not found: everybody counts as not stated
counted-column-gender = Gender
counted-column-country = Country
counted-column-group = Stakeholder group
counted-problems = Values that were not understood
counted-problems-text = These people count as not stated. To count them otherwise, correct the rows in your file and count it again.
counted-problems-caption = { $count ->
    [one] { $count } value, by row of the file
   *[other] { $count } values, by row of the file
}
counted-problems-more = { $count ->
    [one] There is { $count } more.
   *[other] There are { $count } more.
}
counted-row = Row
counted-found = Found
counted-not-quoted = not shown: it may be a mail address
counted-result = Counts
counted-take-over = Take over these counts
counted-again = Count another file

problem-file-too-large = Choose a file of { $max } MB at most
problem-not-an-allowed-file = Choose a PDF, Word, Excel, PowerPoint, OpenDocument, JPEG or PNG file without macros; what a file is, is told by its content, not its name
problem-too-many-files = There are { $max } files already, which is the most; remove one first
problem-not-a-table = Choose a CSV file or an Excel workbook saved as .xlsx without a password
problem-no-headings = No heading is known: put “Gender”, “Country” or “Stakeholder group” above the columns, in one of the first 10 rows
problem-nobody-listed = There are headings, but nobody below them; list one person a row
problem-too-many-rows = The list has more than { $max } rows; split it, or type the counts yourself
problem-damaged-file = The file is damaged; open it in a spreadsheet program, save it anew and choose it again
problem-too-big-unpacked = The file unpacks to more than a list can hold; save the list alone in a new file
problem-record-not-whole = With these counts the record would not be complete, and it waits for review. Complete its form first, then count again

notice-attachment-added = The file is added.
notice-attachment-removed = The file is removed.
notice-participants-counted = The counts are taken over. Nothing of the list was kept.

history-attached = { $actor } added a file.
history-detached = { $actor } removed a file.
