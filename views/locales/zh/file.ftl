# Files of events, and lists of participants that are counted.

field-file = 文件
files-title = 文件
files-none = 尚无文件。
files-full = 已有{ $max }个文件，达到上限。如需添加，请先移除一个。
file-hint = PDF、Word、Excel、PowerPoint、OpenDocument、JPEG 或 PNG 文件，不含宏，最大 10 MB。凡可查看此记录者，登录后均可打开。
file-add = 添加文件
file-added = { $name }于{ $day }添加
file-remove = 移除
file-remove-named = 移除{ $name }
file-kind-pdf = PDF
file-kind-docx = Word 文档
file-kind-xlsx = Excel 工作簿
file-kind-pptx = PowerPoint 演示文稿
file-kind-odt = OpenDocument 文本
file-kind-ods = OpenDocument 电子表格
file-kind-odp = OpenDocument 演示文稿
file-kind-jpg = JPEG 图片
file-kind-png = PNG 图片
file-size-kb = { $number } KB
file-size-mb = { $number } MB
attach-title = 添加文件
file-removal-title = 移除文件“{ $name }”？
file-removal-text = 文件将被永久删除。历史记录保留其名称。
back-to-event = 返回活动

list-title = 统计参与者名单
list-promise = 名单只在内存中统计，随即丢弃。姓名、地址和其他单元格内容一概不保存。
list-how = 对名单的要求
list-how-file = CSV 文件，或 Excel 工作簿（.xlsx），名单位于第一个有数据的工作表。
list-how-columns = 每人一行，前10行中有一行标题：性别、国家、利益攸关方群体。有其中一列即可，其他列不读取。
list-template = 可供填写的空白名单（CSV）
list-hint = CSV 或 XLSX，最大 5 MB、20,000 行。
list-count = 统计
list-back = 返回表单
counted-title = 核对人数
counted-sentence = 共统计{ $count }行。文件内容未作任何保存。
counted-replaces = 此记录已有人数。新的人数将取而代之；报名人数保持不变。
counted-columns = 已识别的列
counted-column = 列
counted-missing = 未找到：所有人计为未说明
counted-column-gender = 性别
counted-column-country = 国家
counted-column-group = 利益攸关方群体
counted-problems = 未能识别的内容
counted-problems-text = 这些人计为未说明。如需更正，请在文件中修改相应的行，然后重新统计。
counted-problems-caption = 共{ $count }处，按文件中的行排列
counted-problems-more = 另有{ $count }处。
counted-row = 行
counted-found = 内容
counted-not-quoted = 不显示：可能是电子邮件地址
counted-result = 人数
counted-take-over = 采用这些人数
counted-again = 统计另一文件

problem-file-too-large = 请选择不超过 { $max } MB 的文件
problem-not-an-allowed-file = 请选择不含宏的 PDF、Word、Excel、PowerPoint、OpenDocument、JPEG 或 PNG 文件；文件类型以内容为准，不以名称为准
problem-too-many-files = 已有{ $max }个文件，达到上限；请先移除一个
problem-not-a-table = 请选择 CSV 文件，或存为 .xlsx 且未加密码的 Excel 工作簿
problem-no-headings = 没有可识别的标题：请在前10行中写明各列标题“性别”、“国家”或“利益攸关方群体”
problem-nobody-listed = 只有标题，下面没有人；请每行填写一人
problem-too-many-rows = 名单超过 { $max } 行；请拆分名单，或自行填写人数
problem-damaged-file = 文件已损坏；请用电子表格程序打开，另存后重新选择
problem-too-big-unpacked = 文件解压后过大，不可能是一份名单；请将名单单独存入新文件
problem-record-not-whole = 此记录正待审查，采用这些人数后将不完整。请先补全表单，再重新统计

notice-attachment-added = 文件已添加。
notice-attachment-removed = 文件已移除。
notice-participants-counted = 人数已采用。名单内容未作任何保存。

history-attached = { $actor }添加了文件。
history-detached = { $actor }移除了文件。

# Also used by the pages of the record itself.

event-untitled = 未命名的活动
field-women = 女性
field-men = 男性
field-other = 其他或未说明
people-by-gender = 按性别
people-by-country = 按国家
people-by-group = 按利益攸关方群体
people-all = 合计
people-not-stated = 未说明
column-people = 人数
column-gender = 性别
column-group = 利益攸关方群体
stakeholders-government = 政府
stakeholders-academia = 学术界
stakeholders-civil-society = 民间社会
stakeholders-indigenous-peoples = 土著人民和地方社区
stakeholders-private-sector = 私营部门
stakeholders-international-organisation = 国际组织
