package store

import "context"

// By is who does something, from where and why: what an audit entry needs.
type By struct {
	Token, Remote, Why string
}

// Publish makes a draft the plan of its area, and supersedes the one before. Only a
// draft made since the last publication can be published: its epoch is compared
// with the area's, and the area's grows. So of two drafts made
// beside each other one is published, and a worker thought dead publishes nothing.
// The other gets a [ConflictError] with what stands.
func (t *Tx) Publish(ctx context.Context, plan string, by By) (Area, error) {
	p, err := t.Plan(ctx, plan)
	if err != nil {
		return Area{}, err
	}
	if p.State != PlanDraft {
		return Area{}, &StateError{p.ID, string(p.State)}
	}
	before, err := t.swapEpoch(ctx, p)
	if err != nil {
		return Area{}, err
	}
	if err := t.exec(ctx, `UPDATE plans SET state = 'superseded', ended = $2 WHERE id = $1`, before.Plan, micros(t.now)); err != nil {
		return Area{}, err
	}
	if err := t.movePlan(ctx, p.ID, `state = 'published', published = $2`); err != nil {
		return Area{}, err
	}
	if err := t.endEvents(ctx, p); err != nil {
		return Area{}, err
	}
	t.Audit(Entry{Token: by.Token, Remote: by.Remote, Action: "publish", Objects: ids(p.Area, p.ID, before.Plan), Why: by.Why})
	return t.Area(ctx, p.Area)
}

// swapEpoch moves the area of a plan on by one epoch, and gives it with the
// plan that stood. Others who publish there wait until the transaction ends.
func (t *Tx) swapEpoch(ctx context.Context, p Plan) (Area, error) {
	n, err := t.count(ctx, `UPDATE areas SET epoch = epoch + 1 WHERE id = $1 AND epoch = $2`, p.Area, p.Epoch)
	if err != nil {
		return Area{}, err
	}
	area, err := t.Area(ctx, p.Area)
	if err == nil && n == 0 {
		err = &ConflictError{area}
	}
	return area, err
}

// endEvents says that a published plan has the events folded in that it knows, and
// that its case knows those which became known before it was exported.
func (t *Tx) endEvents(ctx context.Context, p Plan) error {
	err := t.exec(ctx, `UPDATE events SET state = 'applied', plan = $3 WHERE area = $1 AND number <= $2 AND state = 'open'`, p.Area, p.Events, p.ID)
	if err != nil {
		return err
	}
	return t.exec(ctx, `UPDATE events SET state = 'void', why = '{"Da":"en nyere sag kender den","En":"a newer case knows it"}'
		WHERE area = $1 AND state = 'open' AND known <= (SELECT as_of FROM cases WHERE id = $2)`, p.Area, p.Case)
}

// RejectPlan ends a draft.
func (t *Tx) RejectPlan(ctx context.Context, plan string, by By) error {
	p, err := t.Plan(ctx, plan)
	if err != nil {
		return err
	}
	if err := t.movePlan(ctx, plan, `state = 'rejected', ended = $2`); err != nil {
		return err
	}
	t.Audit(Entry{Token: by.Token, Remote: by.Remote, Action: "reject", Objects: ids(p.Area, p.ID), Why: by.Why})
	return nil
}

// movePlan takes a draft to another state.
func (t *Tx) movePlan(ctx context.Context, id, set string) error {
	n, err := t.count(ctx, `UPDATE plans SET `+set+` WHERE id = $1 AND state = 'draft'`, id, micros(t.now))
	if err != nil || n == 1 {
		return err
	}
	p, err := t.Plan(ctx, id)
	if err != nil {
		return err
	}
	return &StateError{id, string(p.State)}
}

// ids leaves out those that are none.
func ids(all ...string) []string {
	var some []string
	for _, id := range all {
		if id != "" {
			some = append(some, id)
		}
	}
	return some
}
