# Progress updates.

update-title = 发布进展更新
updates-title = 全部进展更新
last-update = 上次更新
field-status = 状态
field-reason = 为何是这一状态
field-headline = 一句话概述
field-done = 已开展的工作
field-next = 下一步
field-risks = 风险
hint-status = 活动的整体情况
hint-reason = 一句话；状态改变时必填
hint-headline = 最多140个字符。例如：第二期区域讲习班在比勒陀利亚举行
hint-done = 自上次更新以来
publish-update = 发布
keep-draft = 存为草稿
discard-draft = 删除草稿
draft-kept = 此草稿保存于{ $moment }，只有您能看到。
update-who-reads = 伙伴和捐助方可以阅读；如页面已公开，公众也可以阅读。发布后不能更改，以后的更新将取代它。
overtaken-title = 您打开此表单后，{ $name }发布了一份进展更新。
overtaken-text = 该更新显示在旁边。您的文字仍在表单中：请视需要修改后再次发布，或将其删除。

update-correct = 更正此更新
update-correct-text = 更正后的文字取代下列文字。原有文字和更正理由保留在活动的历史记录中。如需更改状态，请发布新的更新。
update-word-in = 提供{ $language }文本
update-word-text = 使用此语文的读者将看到这些文字，而不是原文。
update-published = 已发布
update-corrected-on = { $day }作出更正
field-why = 更正理由
hint-why = 在活动的历史记录中可见
notice-update-words-saved = 文字已保存。
