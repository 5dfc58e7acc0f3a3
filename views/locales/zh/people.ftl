# Accounts: signing in, joining, people, settings.

role-administrator = 管理员
role-officer = 方案干事
role-partner = 伙伴
role-donor = 捐助方
role-administrator-does = 维护系统：人员、组织、设置
role-officer-does = 随时更新活动信息，发布进展更新
role-partner-does = 在开展活动的组织工作
role-donor-does = 了解计划的成效

field-name = 名称
field-email = 电子邮件地址
field-password = 密码
field-again = 再次输入同一密码
field-present = 目前的密码
field-role = 角色
field-organisation = 组织
field-lang = 语言
field-language = 语言
field-time-zone = 时区
field-public-pages = 公开页面
hint-password = 至少12个字符。可用几个普通的词；不要用您的姓名或键盘上相连的键。
hint-lang = 用于这些页面和发给您的邮件
hint-email = 邀请发往此地址，登录也用此地址
hint-organisation = 伙伴和捐助方必填
hint-person-lang = 发给对方的邮件所用的语言；对方可以更改

sign-in-for-whom = 供行动计划的秘书处、伙伴和捐助方使用。
forgotten-link = 忘记密码？
no-account = 还没有账户？账户由秘书处邀请开通。请查找主题为“邀请您使用能力建设跟踪系统”的邮件。
refused-title = 地址与密码不符。
refused-text = 请检查后重试，或索取链接以设置新密码。
carried-title = 您的登录已失效。您输入的内容没有丢失。
carried-text = 请重新登录，然后即可提交您输入的内容。
demo-sign-in = 一键登录浏览
demo-as = { $name }，{ $role }
resume-signed-in-title = 您已重新登录
resume-signed-in-text = 您填写的内容仍在这里。现在可以发送，也可以放弃。
resume-confirmed-title = 谢谢，您可以继续
resume-confirmed-text = 您填写的内容仍在这里。现在可以发送，也可以放弃。
resume-second-factor-title = 请先设置第二重验证
resume-second-factor-text = 您的角色从现在起需要第二重验证。请在另一个标签页中设置，然后回到这里发送您填写的内容。
resume-go = 提交我输入的内容
resume-fields = 您输入的内容

forgotten-title = 设置新密码
forgotten-text = 请填写您登录所用的地址。您将收到一封带链接的邮件。
forgotten-send = 发送链接
forgotten-sent = 如果{ $email }在此有账户，带链接的邮件已发出。链接60分钟内有效。
forgotten-wait = 十分钟后仍未收到邮件？请查看垃圾邮件文件夹，或询问秘书处。

joining-title = 欢迎使用能力建设跟踪系统
joining-text = 请设置密码，开通您的账户。
joining-go = 设置密码并登录
resetting-title = 设置新密码
resetting-text = 您在其他设备上将退出登录。
resetting-go = 设置新密码
first-title = 设立第一位管理员
first-text = 这是一个新系统。其他人员均由第一位管理员邀请。
first-go = 建立账户并登录

account-ask = 如需更改以上内容，请联系管理员。
account-preferences = 语言和时区
change-password = 更改密码
password-ends-sessions = 您在此处保持登录，在其他设备上均退出登录。

field-factor-code = 验证码
hint-factor-code = 身份验证应用显示的六位数字，或您的一个恢复码
hint-factor-code-new = 应用当前显示的六位数字
code-title = 第二重验证
code-lost = 我丢失了应用和恢复码
code-lost-text = 管理员可以移除您的第二重验证。他们和您都会收到邮件。重新登录后请设置新的验证。
code-lost-go = 请求管理员
removal-asked-title = 已向管理员提出请求
removal-asked-text = 管理员移除您的第二重验证后，您会收到邮件。然后请用密码登录。
confirmation-title = 请确认是您本人
confirmation-text = 更改账户、权限和设置之前需要确认，除非您在过去 30 分钟内登录过。
confirmation-carried = 您填写的内容没有丢失，确认后即可发送。
confirmation-go = 确认
second-factor-title = 第二重验证
second-factor-text = 设置第二重验证后，仅知道密码的人无法登录您的账户：还需要手机应用中的验证码。
second-factor-needed = 您的角色需要第二重验证。
second-factor-needed-text = 设置后才能继续。您需要手机上的身份验证应用，或能生成验证码的密码管理器。
second-factor-set-up = 设置第二重验证
second-factor-since = 设置时间
second-factor-replace = 换用其他应用或手机
second-factor-stays = 您的角色需要第二重验证。可以更换，但不能关闭。
second-factor-end = 关闭第二重验证
second-factor-step-app = 在手机上打开或安装一个身份验证应用。任何支持基于时间的验证码的应用均可。
second-factor-step-scan = 用应用扫描此二维码。
second-factor-step-code = 输入应用显示的验证码。
second-factor-type = 没有摄像头？请改为输入密钥
second-factor-type-text = 基于时间，六位数字，30 秒，SHA-1。
second-factor-qr = 身份验证应用的二维码
recovery-codes = 恢复码
recovery-codes-left = { $count ->
    [0] 已用完
   *[other] { $count } 个未使用
}
recovery-codes-new = 生成新的恢复码
recovery-codes-title = 您的恢复码
recovery-codes-text = 请打印这些恢复码或存放在安全的地方。没有手机时，每个恢复码可登录一次。它们不会再次显示。
recovery-codes-done = 我已保存
sessions = 您的登录位置
sessions-caption = 如有您不认识的登录，请予结束，并更改密码。
column-browser = 浏览器
column-address = 地址
column-since = 登录时间
column-last-seen = 上次使用
this-session = （当前）
end-session = 结束
end-other-sessions = 结束其他所有登录

people-title = 人员
people-sentence = 共{ $count }人有账户
invite = 邀请人员
invite-title = 邀请人员
invite-text = 对方将收到一封带链接的邮件；链接只能使用一次，7天内有效。
send-invitation = 发送邀请
no-organisation = 无
account-invited = 已邀请
account-active = 已启用
account-deactivated = 已停用
invite-again = 重新发送邀请
person-sessions = { $count ->
    [0] 没有打开的会话
   *[other] { $count } 个打开的会话
}
person-end-sessions = 结束所有会话
person-no-second-factor = 没有第二重验证
person-second-factor = 有第二重验证
person-removal-asked = 请求您移除第二重验证
person-removal-text = 请通过电话或当面确认确系本人：提出请求的人知道密码。
person-removal-confirm = 移除第二重验证
deactivate = 停用
reactivate = 重新启用账户
deactivate-title = 停用{ $name }的账户？
deactivate-text = 对方将立即退出登录，并且不能再登录。其所做的工作仍保留姓名。账户可以重新启用。
overtaken-record = 您打开此表单后，其他人保存了一项更改。
overtaken-record-text = 表单保留了您的输入。再次保存即取代现已保存的内容。

public-open = 任何人无需账户即可阅读计划、计划活动和已发布的进展更新。
public-closed = 只有拥有账户的人可以阅读计划。
public-close = 不对公众开放
public-open-go = 对公众开放
field-second-factor-roles = 以下角色必须设置
hint-second-factor-roles = 具有这些角色的人须先设置第二重验证，才能进行其他操作
hint-time-zone = 日期和提醒的早晨以此时区为准。

public-visible = 所有人可见
public-visible-plan = 计划及其活动、伙伴和框架
public-visible-updates = 已发布的进展更新（不含作者姓名）
public-visible-events = 已核实和已预告的会议或培训及其参加人数
public-visible-results = 产出、指标和已核实的数值
public-visible-reports = 进展总览和已定稿的状况报告
public-hidden = 仅拥有账户的人可见
public-hidden-people = 人员姓名和电子邮件地址、评论以及大部分历史记录
public-hidden-drafts = 草稿和未经核实的记录
public-hidden-money = 各笔捐款和支出
public-hidden-files = 会议或培训的附件和联系人
public-hidden-cells = 可能识别个人的五人以下数字
invite-several = 邀请多人
invite-several-text = 每行一人。所有人的角色、组织和语文相同；只要有一行有误，就不会发出任何邀请。
field-lines = 姓名和电子邮件地址
hint-lines = 例如：张伟 <wei@example.org>。也可粘贴电子表格或邮件中的名单
send-invitations = 发送邀请
notice-people-invited = 邀请正在发送。
problem-in-line = 第{ $line }行：{ $problem }
problem-not-a-name-with-address = 请填写姓名和一个电子邮件地址
problem-too-many-lines = 一次最多邀请{ $max }人
