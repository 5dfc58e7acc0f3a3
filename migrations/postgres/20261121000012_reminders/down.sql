DROP TABLE reminders_told;
DROP TABLE reminder_digests;
DROP TABLE reminder_looks;
DROP TABLE reminder_choices;
DROP TABLE reminder_rules;
