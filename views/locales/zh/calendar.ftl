# 日历：秘密地址页面与条目。

calendar-title = 您的日历
calendar-holds = 包括会议和培训、产出到期日，以及您负责的活动应提交进展更新和指标数值的日期。
calendar-holds-partner = 包括活动事件、产出的到期日，以及贵组织参与的活动应提交指标数值的日期。
calendar-holds-donor = 包括活动事件和产出的到期日。
calendar-address = 日历地址
calendar-made = 生成于
calendar-how = 在您的日历程序中选择“订阅”或“通过网址添加”，然后粘贴该地址。日历会在数小时内随变更更新。
calendar-secret = 任何持有该地址的人无需登录即可查看日历：请像对待密码一样保管它。
calendar-change = 更换或停用地址
calendar-renew-text = 新地址将取代现有地址，现有地址立即失效。
calendar-renew = 生成新地址
calendar-end = 停用该地址
calendar-none = 有了您自己的地址，日历程序即可显示计划安排和到期事项，并保持更新。
calendar-make = 生成地址
calendar-link = 在您的日历程序中显示活动事件和到期日
calendar-output = 到期：{ $title }
calendar-output-delivered = 已交付：{ $title }
calendar-update = 应提交更新：{ $number }. { $title }
calendar-measurement = 应提交数值：{ $title }
