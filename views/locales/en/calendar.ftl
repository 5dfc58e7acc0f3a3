# Calendars: the page of the secret address, and entries.

calendar-title = Your calendar
calendar-holds = Events, due days of outputs, and the days on which updates and values of the activities you lead are due.
calendar-holds-partner = Events, due days of outputs, and the days on which values of activities on which your organization takes part are due.
calendar-holds-donor = Events and due days of outputs.
calendar-address = Its address
calendar-made = Made on
calendar-how = In your calendar program choose “Subscribe” or “Add from URL” and paste the address. The calendar follows every change within some hours.
calendar-secret = Whoever has the address can read the calendar without signing in: treat it like a password.
calendar-change = A new address, or none
calendar-renew-text = A new address takes the place of this one, which stops working at once.
calendar-renew = Make a new address
calendar-end = End the address
calendar-none = With an address of your own, your calendar program shows what is planned and what is due, and keeps it up to date.
calendar-make = Make an address
calendar-link = Show events and due days in your calendar program
calendar-output = Due: { $title }
calendar-output-delivered = Delivered: { $title }
calendar-update = Update due: { $number }. { $title }
calendar-measurement = Value due: { $title }
