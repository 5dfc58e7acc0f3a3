# Mails.

mail-greeting = 尊敬的{ $name }：
mail-foot = 能力建设跟踪系统，《卡塔赫纳生物安全议定书》行动计划
mail-invitation-subject = 邀请您使用能力建设跟踪系统
mail-invitation-text = { $sender }邀请您使用能力建设跟踪系统。该系统跟踪《卡塔赫纳生物安全议定书》之下的能力建设活动。请通过此链接开通您的账户；链接只能使用一次，{ $days }天内有效。
mail-invitation-go = 设置您的密码
mail-invitation-after = 如果您没有预期收到此邮件，则无需采取任何行动。
mail-password-reset-subject = 您在能力建设跟踪系统的新密码
mail-password-reset-text = 有人为您的账户申请了新密码。请通过此链接设置；链接只能使用一次，{ $hours }小时内有效。
mail-password-reset-go = 设置新密码
mail-password-reset-after = 如果不是您本人申请的，则无需采取任何行动：您的密码没有更改。
mail-event-submitted-subject = 请您审核：{ $title }
mail-event-submitted-text = { $sender }提交了一条记录：“{ $title }”。核实后即计入。
mail-event-submitted-go = 审核记录
mail-event-submitted-after = 如需修改，可在该页面说明理由并退回。
mail-event-returned-subject = 请修改：{ $title }
mail-event-returned-text = { $sender }退回了您的记录“{ $title }”，并说明需要修改之处：
mail-event-returned-go = 打开表格
mail-event-returned-after = 您填写的内容均已保留。修改后请重新提交。
mail-event-verified-subject = 已核实：{ $title }
mail-event-verified-text = { $sender }核实了您的记录“{ $title }”。此后计入公布的数字。
mail-event-verified-go = 查看记录
mail-event-verified-after = 如发现错误，请告知牵头该活动的干事。
