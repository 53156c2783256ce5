using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <param name="CreditCode">Of the other one, where it is known: what conflicts are found by first.</param>
public sealed record NewRelation(string Organisation, OrganisationRelation Relation, string Name, string? CreditCode = null, DateOnly? Since = null, DateOnly? Until = null);

public sealed record OrganisationRelated(long Relation);

/// <summary>Enters another organisation that this one comes from, belongs to or works with; and ends it.</summary>
public sealed class RelateOrganisation(Database database)
{
    private static readonly SqlFile Insert = new("organisations/insert_relation");
    private static readonly SqlFile End = new("organisations/end_relation");

    public Task<Outcome<OrganisationRelated>> RunAsync(Asked asked, NewRelation relation, CancellationToken stop = default) => database.WriteAsync<OrganisationRelated>(
        asked.For("relate-organisation", OperationField.Of("organisation", relation.Organisation), OperationField.Of("relation", StoredWords.Word(relation.Relation)), OperationField.Of("name", relation.Name),
            OperationField.Of("credit-code", relation.CreditCode), OperationField.Of("since", relation.Since?.ToIso()), OperationField.Of("until", relation.Until?.ToIso())),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, relation.Organisation)).IsDone(out var organisation, out var unknown)) return unknown;
            if (string.IsNullOrWhiteSpace(relation.Name)) return Refusal.Of("relation-name", "name", "请填写关联单位名称。", "Name the other organisation.");
            var creditCode = CreditCode.Tidied(relation.CreditCode);
            if (creditCode is not null && CreditCode.RefusalFor(creditCode) is { } badCode) return badCode;
            if (creditCode is not null && creditCode == organisation.CreditCode) return Refusal.Of("relation-self", "credit-code", "这是机构自己的代码。", "This is the organisation's own code.");
            if (relation.Until < relation.Since) return Refusal.Of("relation-days", "until", "结束日期早于开始日期。", "It would end before it begins.");
            if (KeptText.Title.RefusalFor(relation.Name.Trim(), "name") is { } tooLong) return tooLong;
            var number = await tx.SingleAsync<long>(Insert, new
            {
                organisation_id = organisation.Id,
                relation = StoredWords.Word(relation.Relation),
                other_name = relation.Name.Trim(),
                other_credit_code = creditCode,
                since = relation.Since?.ToIso(),
                until = relation.Until?.ToIso(),
                actor = tx.Operation.Actor,
                recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("relate-organisation", "organisation", organisation.Code, $"{number} {StoredWords.Word(relation.Relation)}"));
            return new OrganisationRelated(number);
        }, stop);

    /// <param name="last">Last day, included.</param>
    public Task<Outcome<OrganisationRelated>> EndAsync(Asked asked, string organisation, long relation, DateOnly last, CancellationToken stop = default) => database.WriteAsync<OrganisationRelated>(
        asked.For("end-relation", OperationField.Of("organisation", organisation), OperationField.Of("relation", relation), OperationField.Of("last", last)),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, organisation)).IsDone(out var found, out var unknown)) return unknown;
            if ((await Directory.RelationsAsync(tx, found)).FirstOrDefault(one => one.No == relation) is not { } known)
                return Refusal.Of("relation-unknown", "relation", $"{organisation} 没有第 {relation} 号关联单位。", $"{organisation} has no related organisation no. {relation}.");
            if (last < known.Since) return Refusal.Of("relation-days", "last", $"它从 {known.Since.Value.ToIso()} 开始，结束日期早于这一天。", $"It began on {known.Since.Value.ToIso()} and would end before.");
            Invariant.Holds(await tx.ExecuteAsync(End, new { until = last.ToIso(), organisation_id = found.Id, relation_no = relation }) == 1);
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-relation", "organisation", organisation, $"{relation}"));
            return new OrganisationRelated(relation);
        }, stop);
}
