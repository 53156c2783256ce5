using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Cofunding;

/// <param name="Document">Number of the document that asks for it.</param>
public sealed record NewCofundingRequirement(string Fund, BasisPoints Share, DateOnly FirstDay, string Document, DateOnly? LastDay = null, Attachment? File = null);

public sealed record CofundingRequired(long Requirement);

/// <summary>From a day on public money moves into a fund only beside proved social money.</summary>
public sealed class RequireCofunding(Database database)
{
    public Task<Outcome<CofundingRequired>> RunAsync(Asked asked, NewCofundingRequirement wanted, CancellationToken stop = default) => database.WriteAsync<CofundingRequired>(
        asked.For("require-cofunding", OperationField.Of("fund", wanted.Fund), OperationField.Of("share", wanted.Share.Value), OperationField.Of("from", wanted.FirstDay),
            OperationField.Of("to", wanted.LastDay?.ToIso()), OperationField.Of("ref", wanted.Document), OperationField.Of("file", wanted.File?.Sha256)),
        async tx =>
        {
            if (!(await Books.OfAsync(tx)).Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (RefusalFor(wanted) is { } badInput) return badInput;
            var id = await CofundingStore.InsertAsync(tx, fund, wanted);
            if (wanted.File is { } file) await Attachments.KeepAsync(tx, file, ReferrerOf(id));
            return new CofundingRequired(id);
        }, stop);

    /// <summary>What refers to the file of a requirement's document.</summary>
    public static string ReferrerOf(long requirement) => $"cofunding/{requirement}";

    private static Refusal? RefusalFor(NewCofundingRequirement wanted)
    {
        if (wanted.Share.Value is < 1 or > 9_999)
            return Refusal.Of("cofunding-share", "share", $"社会资金比例须大于 0 且小于 100%，这里是 {wanted.Share}。", $"The share of social money is more than 0 and less than 100%; it is {wanted.Share}.");
        if (string.IsNullOrWhiteSpace(wanted.Document))
            return Refusal.Of("document-missing", "ref", "请填写规定此要求的文件号。", "Name the document that asks for it.");
        if (wanted.LastDay < wanted.FirstDay)
            return Refusal.Of("date-range", "to", "结束日期早于开始日期。", "The last day is before the first.");
        return KeptText.DocumentId.RefusalFor(wanted.Document.Trim(), "ref") ?? wanted.File?.Refusal;
    }
}

/// <param name="LastDay">The last day on which it is asked for.</param>
/// <param name="Reason">Why it ends.</param>
/// <param name="Fund">The fund whose requirement it is.</param>
public sealed record CofundingEnd(long Requirement, DateOnly LastDay, string Reason, string Fund);

public sealed record CofundingEnded(long Requirement, DateOnly LastDay);

/// <summary>Ends a requirement: it held public money back, so it may take a second person. Then it is proposed.</summary>
public sealed class EndCofunding(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<CofundingEnd, CofundingEnded> Kind = new("end-cofunding", new("结束社会资金要求", "End a co-funding requirement"), SubjectAsync, (tx, end, _) => RunAsync(tx, end)) { LeastCheckers = 1 };

    public Task<Outcome<CofundingEnded>> RunAsync(Asked asked, CofundingEnd end, CancellationToken stop = default) => database.WriteAsync<CofundingEnded>(
        asked.For("end-cofunding", OperationField.Of("requirement", end.Requirement), OperationField.Of("on", end.LastDay), OperationField.Of("fund", end.Fund), OperationField.Personal("reason", end.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, end), stop);

    private static async Task<Outcome<CofundingEnded>> RunAsync(LedgerTransaction tx, CofundingEnd end)
    {
        if (!(await FindAsync(tx, end)).IsDone(out var requirement, out var refusal)) return refusal;
        await CofundingStore.EndAsync(tx, requirement, end.LastDay);
        return new CofundingEnded(requirement.Id, end.LastDay);
    }

    private static async Task<Outcome<CofundingRequirement>> FindAsync(LedgerTransaction tx, CofundingEnd end)
    {
        if ((await CofundingStore.RequirementsAsync(tx, await Books.OfAsync(tx))).FirstOrDefault(known => known.Id == end.Requirement && known.Fund.Code == end.Fund) is not { } requirement)
            return Refusal.Of("requirement-unknown", "requirement", $"基金 {end.Fund} 没有第 {end.Requirement} 号社会资金要求。", $"Fund {end.Fund} has no co-funding requirement {end.Requirement}.");
        if (string.IsNullOrWhiteSpace(end.Reason)) return Refusal.Of("reason-missing", "reason", "请写明结束的事由。", "Say why it ends.");
        return end.LastDay < requirement.FirstDay
            ? Refusal.Of("date-range", "on", "结束日期早于开始日期。", "The last day is before the first.") : requirement;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, CofundingEnd end)
    {
        if (!(await FindAsync(tx, end)).IsDone(out var requirement, out var refusal)) return refusal;
        var (fund, entity) = (requirement.Fund, (await Books.OfAsync(tx)).Entity(requirement.Fund.EntityId));
        return new ProposalSubject("fund", fund.Code,
            ProposalSubject.VersionOf(entity.Code, fund.Code, $"{requirement.Id}", requirement.LastDay?.ToIso() ?? ""), new Target(Entity: entity.Code, Fund: fund.Code));
    }
}
