using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>Somebody whose gifts to an entity's funds are to earn no match.</summary>
/// <param name="Entity">Code; null for the only one.</param>
/// <param name="Donor">The name they give under.</param>
/// <param name="Relation">What they are: a board member, a supplier.</param>
/// <param name="To">Last day, included; null while it lasts.</param>
public sealed record NewRelatedParty(string? Entity, string Donor, string Relation, DateOnly From, DateOnly? To = null);

public sealed record RelatedPartyRegistered(long Relation);

/// <summary>Enters somebody into the register of related parties. Matches they earned before stay.</summary>
public sealed class RegisterRelatedParty(Database database)
{
    private static readonly SqlFile Insert = new("matching/insert_relation");

    public Task<Outcome<RelatedPartyRegistered>> RunAsync(Asked asked, NewRelatedParty party, CancellationToken stop = default) => database.WriteAsync<RelatedPartyRegistered>(
        asked.For("related-party", OperationField.Of("entity", party.Entity), OperationField.Personal("donor", party.Donor), OperationField.Of("relation", party.Relation),
            OperationField.Of("from", party.From), OperationField.Of("to", party.To?.ToIso())),
        async tx =>
        {
            if (!(await Books.OfAsync(tx)).EntityOrOnly(party.Entity).IsDone(out var entity, out var refusal)) return refusal;
            var donor = DonorName.Of(party.Donor);
            if (donor.Kind == DonorKind.Unnamed || string.IsNullOrWhiteSpace(party.Relation))
                return Refusal.Of("related-party", donor.Kind == DonorKind.Unnamed ? "donor" : "relation", "请填写关联方的姓名或名称，以及关联关系。", "Give the related party's name and what the relation is.");
            if ((KeptText.DonorName.RefusalFor(donor.Name, "donor") ?? KeptText.Title.RefusalFor(party.Relation, "relation")) is { } tooLong) return tooLong;
            if (party.To < party.From)
                return Refusal.Of("related-party", "to", $"截止日期 {party.To?.ToIso()} 早于开始日期 {party.From.ToIso()}。", $"It would end on {party.To?.ToIso()}, before it begins ({party.From.ToIso()}).");

            var id = await tx.SingleAsync<long>(Insert, new
            {
                entity_id = entity.Id,
                donor_id = await DonorStore.FindOrInsertAsync(tx, donor),
                relation = party.Relation.Trim(),
                first_day = party.From.ToIso(),
                last_day = party.To?.ToIso(),
                registered_at = tx.RecordedAt,
            });
            ProgrammeBook.Changed(tx);
            return new RelatedPartyRegistered(id);
        }, stop);
}

/// <param name="Relation">Its number in the register.</param>
/// <param name="Last">The last day, included.</param>
public sealed record RelationEnd(long Relation, DateOnly Last);

public sealed record RelatedPartyEnded(long Relation);

/// <summary>Ends a relation; it stays in the register.</summary>
public sealed class EndRelatedParty(Database database)
{
    private static readonly SqlFile End = new("matching/end_relation");

    public Task<Outcome<RelatedPartyEnded>> RunAsync(Asked asked, RelationEnd end, CancellationToken stop = default) => database.WriteAsync<RelatedPartyEnded>(
        asked.For("related-party-end", OperationField.Of("relation", end.Relation), OperationField.Of("last", end.Last)),
        async tx =>
        {
            if (await tx.ExecuteAsync(End, new { last_day = end.Last.ToIso(), relation_id = end.Relation }) == 0)
                return Refusal.Of("relation-unknown", "relation", $"没有第 {end.Relation} 号关联关系，或它在 {end.Last.ToIso()} 尚未开始。", $"There is no relation no. {end.Relation}, or it has not begun on {end.Last.ToIso()}.");
            ProgrammeBook.Changed(tx);
            return new RelatedPartyEnded(end.Relation);
        }, stop);
}
