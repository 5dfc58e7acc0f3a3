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
