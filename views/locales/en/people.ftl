# Accounts: signing in, joining, people, settings.

role-administrator = Administrator
role-officer = Programme officer
role-partner = Partner
role-donor = Donor
role-administrator-does = keeps the tracker running: people, organizations, settings
role-officer-does = keeps activities current and posts updates
role-partner-does = works for an organization that carries out activities
role-donor-does = follows what comes of the plan

field-name = Name
field-email = E-mail address
field-password = Password
field-again = The same password again
field-present = Present password
field-role = Role
field-organisation = Organization
field-lang = Language
field-language = Language
field-time-zone = Time zone
field-public-pages = Public pages
hint-password = At least 12 characters. Several plain words are good; your name or a row of keys is not.
hint-lang = For these pages and for mails to you
hint-email = The invitation goes there, and they sign in with it
hint-organisation = Needed for partners and donors
hint-person-lang = In which mails reach them; they can change it

sign-in-for-whom = For the secretariat, partners and donors of the action plan.
forgotten-link = Forgotten your password?
no-account = No account yet? People are invited by the secretariat. Look for a mail with the subject “Your invitation to Capacity Tracker”.
refused-title = Incorrect e-mail address or password.
refused-text = Check both and try again, or ask for a link to set a new password.
carried-title = Your session has ended. Nothing you typed is lost.
carried-text = Sign in again; you can then send what you typed.
demo-sign-in = Look around with one click
demo-as = { $name }, { $role }
resume-signed-in-title = You are signed in again
resume-signed-in-text = What you typed is here. Send it now, or leave it.
resume-confirmed-title = Thank you. You can go on
resume-confirmed-text = What you typed is here. Send it now, or leave it.
resume-second-factor-title = Set up a second factor first
resume-second-factor-text = Your role requires a second factor from now on. Set it up in another tab, then come back and send what you typed.
resume-go = Send what I typed
resume-fields = What you typed

forgotten-title = Set a new password
forgotten-text = Give the address with which you sign in. You get a mail with a link.
forgotten-send = Send the link
forgotten-sent = If { $email } has an account here, a mail with a link is on its way. The link works for 60 minutes.
forgotten-wait = No mail after ten minutes? Look in the folder for unwanted mail, or ask the secretariat.

joining-title = Welcome to Capacity Tracker
joining-text = Set a password to open your account.
joining-go = Set password and sign in
resetting-title = Set a new password
resetting-text = You will be signed out everywhere else.
resetting-go = Set the new password
first-title = Make the first administrator
first-text = This tracker is new. The first administrator invites everybody else.
first-go = Make the account and sign in

account-ask = To change these, ask an administrator.
account-preferences = Language and time zone
change-password = Change password
password-ends-sessions = You stay signed in here and are signed out everywhere else.

field-factor-code = Code
hint-factor-code = Six digits of your authenticator app, or one of your recovery codes
hint-factor-code-new = The six digits that the app shows now
code-title = Your second factor
code-lost = I have lost the app and the recovery codes
code-lost-text = An administrator can remove your second factor. They get a mail, and so do you. Set up a new one when you have signed in again.
code-lost-go = Ask the administrators
removal-asked-title = The administrators have been asked
removal-asked-text = You get a mail when one of them has removed your second factor. Then sign in with your password.
confirmation-title = Please confirm that it is you
confirmation-text = This is asked before accounts, rights and settings are changed, unless you have signed in within the last 30 minutes.
confirmation-carried = Nothing you typed is lost. You can send it afterwards.
confirmation-go = Confirm
second-factor-title = Second factor
second-factor-text = With a second factor, nobody signs in to your account who only knows your password: a code of an app on your phone is asked for as well.
second-factor-needed = Your role requires a second factor.
second-factor-needed-text = Set it up to go on. You need an authenticator app on a phone, or a password manager that makes codes.
second-factor-set-up = Set up the second factor
second-factor-since = Set up
second-factor-replace = Use another app or phone
second-factor-stays = Your role requires a second factor. You can replace it, but not turn it off.
second-factor-end = Turn off the second factor
second-factor-step-app = Open an authenticator app on your phone, or install one. Any app for time-based codes will do.
second-factor-step-scan = Scan this code with the app.
second-factor-step-code = Type the code that the app shows.
second-factor-type = No camera? Type the secret instead
second-factor-type-text = Time-based, six digits, 30 seconds, SHA-1.
second-factor-qr = QR code for your authenticator app
recovery-codes = Recovery codes
recovery-codes-left = { $count ->
    [0] None is left
    [one] { $count } unused
   *[other] { $count } unused
}
recovery-codes-new = Make new recovery codes
recovery-codes-title = Your recovery codes
recovery-codes-text = Print these codes or store them in a safe place. Each signs you in once if you do not have your phone. They are not shown again.
recovery-codes-done = I have stored them
sessions = Where you are signed in
sessions-caption = End what you do not know, and change your password.
column-browser = Browser
column-address = Address
column-since = Signed in
column-last-seen = Last used
this-session = (this one)
end-session = End
end-other-sessions = End all others

people-title = People
people-sentence = { $count ->
    [one] { $count } person with an account
   *[other] { $count } people with an account
}
invite = Invite somebody
invite-title = Invite somebody
invite-text = They get a mail with a link that works once, for 7 days.
send-invitation = Send invitation
no-organisation = None
account-invited = Invited
account-active = Active
account-deactivated = Deactivated
invite-again = Send a new invitation
person-sessions = { $count ->
    [0] No open session
    [one] { $count } open session
   *[other] { $count } open sessions
}
person-end-sessions = End all sessions
person-no-second-factor = No second factor
person-second-factor = with a second factor
person-removal-asked = Asks you to remove the second factor
person-removal-text = Make sure by telephone or in person that it is really them: whoever asks knows the password.
person-removal-confirm = Remove the second factor
deactivate = Deactivate
reactivate = Open the account again
deactivate-title = Deactivate { $name }?
deactivate-text = They are signed out at once and cannot sign in any more. What they did stays with their name. The account can be opened again.
overtaken-record = Somebody else has saved a change since you opened this form.
overtaken-record-text = The form holds what you typed. Save again to replace what is stored now.

public-open = Everybody can read the plan, its activities and published updates without an account.
public-closed = Only people with an account can read the plan.
public-close = Close to the public
public-open-go = Open to the public
field-second-factor-roles = Required for these roles
hint-second-factor-roles = Whoever has such a role sets up a second factor before they do anything else
hint-time-zone = Days and the morning of reminders are those of this time zone.

public-visible = Visible to everybody
public-visible-plan = The plan, its activities, partners and framework
public-visible-updates = Published progress updates, without the names of their authors
public-visible-events = Verified and planned events with their numbers of participants
public-visible-results = Outputs, indicators and verified values
public-visible-reports = The dashboard and frozen status reports
public-hidden = Visible to people with an account only
public-hidden-people = Names and e-mail addresses of people, comments and most of the history
public-hidden-drafts = Drafts and records that are not verified
public-hidden-money = Single contributions and expenditures
public-hidden-files = Attached files and contacts of events
public-hidden-cells = Numbers of fewer than five people that could identify somebody
invite-several = Invite several people
invite-several-text = One person per line. All of them get the same role, organization and language; nobody is invited if a line is wrong.
field-lines = Names and e-mail addresses
hint-lines = For example: Wei Zhang <wei@example.org>. Lists copied from a spreadsheet or an e-mail work too
send-invitations = Send the invitations
notice-people-invited = The invitations are on their way.
problem-in-line = Line { $line }: { $problem }
problem-not-a-name-with-address = Give a name and one e-mail address
problem-too-many-lines = Invite at most { $max } people at once
