-- An account's customer may offer it to another one, who takes it with a code: the registry's row changes its tenant, so
-- that nobody else can connect the account in between.
alter table aws_account_registry
  add column offer_digest text,         -- of the code, SHA-256, hex
  add column offered_to text,           -- the other customer's slug, as it was typed: whether there is one, is not told
  add column offered_until timestamptz,
  add column passing_until timestamptz, -- let go by the one, kept for the other, who has not connected it yet
  add constraint offer_is_whole
    check ((offer_digest is null) = (offered_to is null) and (offer_digest is null) = (offered_until is null));
