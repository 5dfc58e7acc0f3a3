# Money: contributions, expenditures, exchange rates.

money = Money
money-sentence = What was pledged and received for the plan, and what was spent on its activities. Currencies are never added to each other.
money-sentence-own = What your organization has given for the plan, and what it has spent on its activities. Currencies are never added to each other.
money-sentence-public = Totals of what was pledged and received for the plan, and of what was spent on its activities. Currencies are never added to each other.
money-figures = Figures
money-caption = By currency
money-none-short = No data yet.
money-none = No data yet. Contributions and expenditures appear here as soon as the secretariat has recorded them.
money-none-own = No data yet. The secretariat records what your organization gives and spends; send its programme officers the figures.
money-none-officer = No data yet. Add the first contribution with what was pledged and what has arrived, or the first expenditure of an activity.
money-none-found = Nothing fits these filters.
money-none-counts = Nothing that counts: the records below are cancelled.
money-show-all = Show all
money-shared = { $count ->
    [one] { $count } contribution is for other activities too. Its whole amount is shown: how much is for this one is not known.
   *[other] { $count } contributions are for other activities too. Their whole amounts are shown: how much is for this one is not known.
}
money-own-only = These are the figures of your organization alone.
money-by-donor = Expenditures are recorded by activity, not by donor, so none is shown with this filter.
money-in-one = Total in { $currency }
money-into-none = None: each currency by itself
money-rate-missing = No total: no rate is stated for { $currencies }
money-rates-used = Exchange rates used:
money-sum = Sum
money-of-activity = Contributions and expenditures for this activity
money-given-by = What it has given
money-spent-by = What it has spent
money-cancel = Cancel record
money-cancel-title = Withdraw this record
money-cancel-text = The record is kept with its history and its reason, but it does not count any more. This cannot be undone.
money-cancel-hint = For example: entered twice
money-is-cancelled = This record was taken out and does not count.
whole-plan = The plan as a whole
contributions = Contributions
contributions-none = No contribution fits.
contributions-count = { $count ->
    [one] { $count } contribution
   *[other] { $count } contributions
}
contribution-name = { $donor }: { $amount }
contribution-add = Add a contribution
contribution-edit = Edit the contribution
contribution-form-text = Write only what a letter, an agreement or a statement says.
nothing-received = nothing yet
received-above-pledge = More has arrived than was pledged.
expenditures = Expenditures
expenditures-none = No expenditure fits.
expenditures-count = { $count ->
    [one] { $count } expenditure
   *[other] { $count } expenditures
}
expenditure-name = { $spender }: { $amount } spent
expenditure-add = Add an expenditure
expenditure-edit = Edit the expenditure
rate-add = State an exchange rate
rate-text = A rate is used only where somebody asks for a total in one currency. Its day and source are shown beside the total.
rate-sentence = 1 { $from } = { $rate } { $to } on { $day } ({ $source })
rates-stated = Rates stated so far
rates-none = No data yet. Without a rate, each currency is shown by itself.
rates-caption = Of several rates between two currencies, the one of the newest day counts; of one day, the one stated last. To correct a rate, state it again for its day.
currency-choice = { $code } – { $name }
hint-currency = Of all amounts on this form
hint-amount = In numbers, for example 12,500.50
hint-money-day = For example 27 2 2019
hint-donor = If it is not in the list, add it under Organizations first
hint-purpose = The plan as a whole, or one or more activities
hint-payments = Each amount that has arrived, with its day. To take a line out, empty it. Two empty lines come with every visit
hint-money-source = The letter, agreement or statement that says so
hint-spent-to = Leave it empty if it was a single day
hint-spent-for = For example: travel of 12 participants to the workshop in Lima
hint-rate = What one unit of the first currency is worth in the second, for example 1.0825
hint-rate-source = Who says so, for example the United Nations operational rates of exchange
column-currency = Currency
column-pledged = Pledged
column-received = Received
column-spent = Spent
column-money-day = Day
column-money-source = Source
column-rate = Rate
column-rate-by = Stated by
filter-donor = Donor
filter-spender = Spent by
filter-currency = Currency
filter-into = Total in one currency
field-donor = Donor
field-currency = Currency
field-pledged = Amount pledged
field-pledged-on = Day of the pledge
field-purpose = What it is for
field-payments = Amounts received
field-received = Amount received
field-received-on = Day of receipt
field-activity = Activity
field-spender = Spent by
field-spent = Amount spent
field-spent-from = First day
field-spent-to = Last day
field-spent-for = What for
field-rate = Rate
field-rate-from = One unit of
field-rate-to = Is worth so many
field-rate-on = Day of the rate
problem-not-an-amount = Give an amount above 0 in numbers, for example 12,500.50: a point before the decimals, a comma or blank between thousands
problem-amount-too-high = This amount is too high; give a thousand billion at most
problem-too-many-decimals = { $max ->
    [0] This currency has no decimals; give a whole number
   *[other] This currency has { $max } decimals at most
}
problem-whole-or-parts = Choose either the plan as a whole or activities, not both
problem-not-a-rate = Give a rate above 0 in numbers, for example 1.0825, with 9 decimals at most
problem-same-currency = Choose two different currencies
notice-contribution-added = The contribution is added.
notice-contribution-saved = The contribution is changed. The history below shows what and by whom.
notice-expenditure-added = The expenditure is added.
notice-expenditure-saved = The expenditure is changed. The history below shows what and by whom.
notice-money-cancelled = The record is taken out and does not count any more.
notice-rate-added = The rate is stated. It is used where a total in one currency is asked for.
history-loaded-contribution = { $actor } read the contribution from its data.
history-created-contribution = { $actor } added the contribution.
history-edited-contribution = { $actor } changed the contribution.
history-loaded-expenditure = { $actor } read the expenditure from its data.
history-created-expenditure = { $actor } added the expenditure.
history-edited-expenditure = { $actor } changed the expenditure.
currency-USD = US dollar
currency-EUR = Euro
currency-CHF = Swiss franc
currency-GBP = Pound sterling
currency-JPY = Yen
currency-CNY = Yuan renminbi
currency-CAD = Canadian dollar
currency-NOK = Norwegian krone
currency-SEK = Swedish krona
currency-DKK = Danish krone
currency-AUD = Australian dollar
currency-NZD = New Zealand dollar
currency-KRW = Won
currency-INR = Indian rupee
currency-BRL = Brazilian real
currency-MXN = Mexican peso
currency-ZAR = Rand
currency-KES = Kenyan shilling
currency-XOF = West African CFA franc
currency-KWD = Kuwaiti dinar
