# What was changed, in words.

history = 历史记录
history-entries = { $count }条
history-program = 系统
history-none = 无
history-reason = 理由：{ $reason }
history-confirmed-short = 没有变化。

history-loaded-plan = { $actor }从数据中读入了计划。
history-loaded-activity = { $actor }从计划中读入了活动。
history-loaded-organisation = { $actor }从计划中读入了组织。
history-loaded-person = { $actor }建立了账户。
history-loaded-settings = { $actor }建立了设置。
history-created-plan = { $actor }建立了计划。
history-created-activity = { $actor }添加了活动。
history-created-organisation = { $actor }添加了组织。
history-created-person = { $actor }建立了账户。
history-created-settings = { $actor }建立了设置。
history-edited-plan = { $actor }更改了计划。
history-edited-activity = { $actor }更改了活动。
history-edited-organisation = { $actor }更改了组织。
history-edited-person = { $actor }更改了账户。
history-edited-settings = { $actor }更改了设置。
history-reported = { $actor }发布了进展更新。
history-confirmed = { $actor }确认没有变化。
history-invited = { $actor }发出了邀请。
history-joined = { $actor }接受了邀请并设置了密码。
history-password-changed = { $actor }更改了密码。
history-deactivated = { $actor }将其停用。
history-reactivated = { $actor }将其重新启用。
