# 提交缔约方会议的现况报告。

reports = 报告
report = 报告
reports-text = 提交缔约方会议的现况报告。报告定稿后不再变更，无论此后记录了什么或更正了什么。
reports-none = 尚未发布任何报告。
reports-none-officer = 尚无报告。请编写第一份：状态、产出、会议与培训、人员和资金会自动汇总。
report-new = 新报告
report-new-text = 报告汇总截至期末所知的情况。之后您可以编辑文字，完成后定稿。
report-make = 生成报告
report-edit = 编辑文字
report-edit-text = 数字取自记录，不能手工输入。文字最初取自本期间的最新进展；请按会议需要删减和合并。
report-draft = 草稿
report-draft-text = 仅方案干事和管理员可见。定稿前，数字随记录更新。
report-frozen = 已定稿
report-when = 定稿或创建
report-was-frozen = 此报告已被他人定稿
report-was-frozen-text = 您输入的内容没有保存，定稿的报告不能更改。内容仍在下方：请复制您想保留的部分。
report-see = 查看报告
report-freeze = 报告定稿
report-freeze-now = 确认定稿
report-freeze-text = 定稿后的报告不再变更，也不能删除。凡能查看已发布页面的人都可阅读，下一份报告将与之比较。
report-freeze-silent = 报告中有{ $count }项活动没有文字：
report-freeze-overtaken = 在您确认之前，文字或数字已有变动。尚未定稿。请再次查看报告后决定。
report-frozen-title = 关于本报告
report-frozen-text = 本报告已定稿：所载为定稿时所知的情况，不再变更。数字所链接的页面此后可能已有变化。
report-frozen-at = 定稿时间
report-fingerprint = 指纹（SHA-256）

field-meeting = 会议
field-period = 期间
field-report-from = 第一天
field-report-until = 最后一天
field-report-lang = 语文
field-introduction = 导言
field-narrative = 活动文字
hint-report-title = 例如“提交缔约方第十次会议的报告”
hint-report-meeting = 会议名称、地点和日期，按报告中应有的写法
hint-report-until = 数字以当日结束时所知为准。不能是未来日期。
hint-report-lang = 整份报告的语言
hint-report-introduction = 置于报告开头。空一行即另起一段。

report-days = { $from }至{ $until }
report-plan = 计划
report-known = 数字
report-known-at = 截至{ $day }结束时所知
report-remark = 备注
report-invented = 本报告中的人员、进展和结果均为虚构。
report-told = { $day }：{ $headline }
report-told-next = 下一步：{ $words }
report-told-risks = 风险：{ $words }
report-words = 各项活动情况
report-no-words = 本期间未发布进展。
report-results = 产出和指标
report-outputs-note = 期末前到期或已有交付的产出
report-indicators-note = 已有数值的指标
report-no-outputs = 期末前没有到期或交付的产出。
report-no-indicators = 期末时没有指标具有数值。
report-people = 本期间的会议、培训和人员
report-events = { $count ->
    [0] 本期间没有经核实的会议或培训。
   *[other] 本期间举行了{ $count }场经核实的会议或培训，出席{ $people }人次，来自{ $countries }个国家。
}
report-countries = 与会者来自：{ $names }。
report-no-money = 期末前没有资金记录。
report-sources = 资料来源
report-source-plan = { $plan }，第{ $code }号决定。
report-source-plan-no-decision = { $plan }。
report-source-records = 能力建设跟踪系统截至{ $day }结束时所知的记录；仅计入经核实的记录。
report-since = 自上次报告以来
report-since-which = 与“{ $title }”相比，其期间截至{ $day }。
report-first = 这是第一份报告，之前没有可比较的报告。
report-since-statuses = 申报状态有变化的活动
report-since-no-status = 没有活动的申报状态发生变化。
report-since-figures = 当时与现在的数字
report-since-note = 自计划开始起累计
report-difference = 变化
report-in-currency = { $what }（{ $currency }）

notice-report-made = 报告已生成。请阅读并编辑文字，完成后定稿。
notice-report-saved = 文字已保存。
notice-report-frozen = 报告已定稿，不再变更。
history-loaded-report = { $actor }从数据中读入了报告。
history-created-report = { $actor }生成了报告。
history-edited-report = { $actor }修改了文字。
history-frozen = { $actor }将报告定稿。
