-- The audit only grows, but for what retention said it removes; and a plan says for ever what it said.
CREATE FUNCTION hjemvej_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE FUNCTION hjemvej_audit_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number > (SELECT n FROM counters WHERE name = 'audit removed') THEN
    RAISE EXCEPTION 'the audit only grows';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER audit_kept BEFORE UPDATE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION hjemvej_refuse('the audit only grows');

CREATE TRIGGER audit_removed BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION hjemvej_audit_removed();

CREATE TRIGGER plans_kept
BEFORE UPDATE OF id, area, case_id, follows, epoch, hash, blob, bill, unserved, calls, events, job, made ON plans
FOR EACH ROW EXECUTE FUNCTION hjemvej_refuse('a plan does not change');

CREATE TRIGGER plans_state BEFORE UPDATE OF state ON plans
FOR EACH ROW WHEN (NOT (OLD.state = 'draft' AND NEW.state IN ('published', 'rejected') OR OLD.state = 'published' AND NEW.state = 'superseded'))
EXECUTE FUNCTION hjemvej_refuse('a plan does not go back');
