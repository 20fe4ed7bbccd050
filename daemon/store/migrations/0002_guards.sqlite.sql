-- The audit only grows, but for what retention said it removes; and a plan says for ever what it said.
CREATE TRIGGER audit_kept BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows');
END;

CREATE TRIGGER audit_removed BEFORE DELETE ON audit
WHEN OLD.number > (SELECT n FROM counters WHERE name = 'audit removed')
BEGIN
  SELECT RAISE(ABORT, 'the audit only grows');
END;

CREATE TRIGGER plans_kept
BEFORE UPDATE OF id, area, case_id, follows, epoch, hash, blob, bill, unserved, calls, events, job, made ON plans
BEGIN
  SELECT RAISE(ABORT, 'a plan does not change');
END;

CREATE TRIGGER plans_state BEFORE UPDATE OF state ON plans
WHEN NOT (OLD.state = 'draft' AND NEW.state IN ('published', 'rejected') OR OLD.state = 'published' AND NEW.state = 'superseded')
BEGIN
  SELECT RAISE(ABORT, 'a plan does not go back');
END;
