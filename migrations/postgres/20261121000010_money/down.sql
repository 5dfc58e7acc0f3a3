DROP TABLE money_versions;
DROP TABLE exchange_rates;
DROP TABLE expenditures;
DROP TABLE contribution_payments;
DROP TABLE contribution_activities;
DROP TABLE contributions;
