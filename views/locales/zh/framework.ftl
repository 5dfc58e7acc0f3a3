# 战略计划草案：重点领域、业务目标、工作方案，以及哪些活动为其服务。

framework-tab = 战略计划（草案）
framework-sentence = 2010年草案的重点领域、业务目标、成果和指标，以及服务于这些目标的活动。
framework-draft = 2010年草案，并非通过的文本
framework-draft-text = { $meeting }。内容为概述，并非原文；各项均注明文件和段次。
framework-reading = 活动与业务目标的对应关系及其程度，文件均未载明，系本系统根据两份文件所作的判断。
framework-reading-officers = 方案干事可以更正；经其设定的会注明。
framework-counts-areas = 重点领域
framework-counts-objectives = 业务目标
framework-counts-outcomes = 成果
framework-counts-indicators = 指标
framework-gaps = 缺口
framework-gaps-priorities = 计划所依据的决定（CP-VIII/3，第3段）把四个主题放在前面，次序如下：
framework-gap-none = 没有活动
framework-gap-priority = { $subject }（目标{ $code }）
framework-gaps-objectives = { $count ->
    [0] { $total }个目标都至少有一项活动为其服务。
   *[other] { $total }个目标中有{ $count }个没有活动为其服务：
}
framework-area = 重点领域{ $number }
framework-area-objective = 战略目标
framework-area-impacts = 预期影响
framework-place-objective = 附件一，表格，{ $code }
framework-served = { $count ->
    [0] 没有活动
   *[other] { $count }项活动
}
framework-outcomes = 成果
framework-indicators = 指标
framework-links = 有助于实现该目标的活动
framework-link = { $number }. { $title } – { $strength }
framework-link-ours = 我们的解读
framework-link-officers = 由方案干事设定
framework-links-none = 没有活动服务于这个目标。
framework-links-edit = 更改{ $code }的关联
framework-adopted = 在通过的计划中：{ $code }
framework-adopted-confirmed = 我们读过的文件可以证实
framework-adopted-unconfirmed = 未经文件证实
framework-adopted-none = 在通过的计划中找不到可以证实的对应目标。
framework-strength-none = 无关联
framework-strength-weak = 弱
framework-strength-partial = 部分
framework-strength-strong = 强
framework-programme = 各次会议的工作方案
framework-programme-text = 附件二引用业务目标时沿用较早的编号。编号按原文照录，并注明本系统认定的对应目标。
framework-programme-mismatches = 各次会议项目的{ $citations }处引用中，有{ $mismatches }处与附件一的表格不符。
framework-meeting = 第{ $number }次会议
framework-standing = 每次会议的常设项目
framework-items = { $count }个项目
framework-column-item = 项目
framework-column-cites = 条款和决定
framework-column-objective = 照印的目标编号
framework-place-item = 附件二，{ $place }
framework-article = 第{ $number }条
framework-cited-fits = 与附件一相符
framework-cited-meant = 指{ $code } { $title }
framework-notes-about = 关于文件
framework-notes-vision = 愿景
framework-notes-mission = 使命
framework-notes-logic = 各部分如何相连
framework-notes-symbol = 文号
framework-notes-adopted = 通过情况
framework-notes-numbering = 编号不一致之处
framework-notes-translation = 中文文本用语说明
framework-notes-assumption = 草案的假设和要求
framework-activity = 所服务的战略计划草案目标
framework-activity-none = 按我们的解读，没有。
framework-activity-reading = 这是我们或方案干事的解读；没有文件说明。
framework-edit-title = 目标{ $code }的关联
framework-edit-hint = 请为每项活动选择它在多大程度上服务于该目标。有关联就要写明理由，所有人都能看到。
framework-edit-activity = { $number }. { $title }
framework-edit-conflict-title = 您打开表单之后，{ $name }更改了这些关联。
framework-edit-conflict-text = 您填写的内容没有丢失，都在下面的表单里。请比较、修改，然后保存。
framework-edit-conflict-caption = 两者不同之处
framework-edit-activity-column = 活动
framework-history-link = { $strength }：{ $reason }
history-of-plan = （{ $plan }）

field-link-strength = 服务于该目标的程度，活动
field-link-reason = 理由，活动
field-objective-link = 关联
history-loaded-objective = { $actor }读入了该目标和我们对其关联的解读。
history-created-objective = { $actor }添加了该目标。
history-edited-objective = { $actor }更改了关联。
notice-links-saved = 关联已更改。
notice-links-unchanged = 没有不同之处，所以没有更改。
