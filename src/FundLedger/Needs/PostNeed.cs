using System.Text.RegularExpressions;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Needs;

/// <summary>What both a need and an offer say.</summary>
internal static partial class ListedText
{
    internal const int LongestDescription = 4_000;

    internal static Refusal? RefusalFor(string code, string title, string description, string field, string place)
    {
        if (!CodePattern().IsMatch(code)) return Refusal.Of("list-code", "code", "代码为 1 至 40 个字母、数字、连字符或下划线。", "A code has 1 to 40 letters, digits, hyphens or underscores.");
        if (string.IsNullOrWhiteSpace(title)) return Refusal.Of("title-missing", "title", "请填写名称。", "Give it a name.");
        if (description.Length > LongestDescription) return Refusal.Of("text-too-long", "description", $"说明最多 {LongestDescription} 个字。", $"The description has at most {LongestDescription} characters.");
        return KeptText.Title.RefusalFor(title, "title") ?? KeptText.Title.RefusalFor(field, "field") ?? KeptText.Title.RefusalFor(place, "place");
    }

    internal static Refusal? RefusalForReason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? Refusal.Of("reason-missing", "reason", "请写明理由。", "Give the reason.") : KeptText.DocumentId.RefusalFor(reason.Trim(), "reason");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex CodePattern();
}

/// <param name="Fund">Code of the fund whose neighbourhood needs it.</param>
/// <param name="Steps">Those of the five it demands.</param>
/// <param name="Description">Kept for good: no names of people.</param>
public sealed record NeedWanted(
    string Code, string Fund, string Title, string Description = "", string Field = "", string Place = "", DateOnly? WantedBy = null, Money? Amount = null, IReadOnlyList<NeedStep>? Steps = null)
{
    internal IReadOnlyList<NeedStep> Demanded => [.. (Steps ?? []).Distinct().Order()];

    internal string StepsText => string.Join(',', Demanded.Select(StoredWords.Word));

    internal OperationField[] Content =>
    [
        OperationField.Of("code", Code), OperationField.Of("fund", Fund), OperationField.Of("title", Title), OperationField.Of("description", Description), OperationField.Of("field", Field),
        OperationField.Of("place", Place), OperationField.Of("wanted-by", WantedBy?.ToIso()), OperationField.Of("amount", Amount?.ToString()), OperationField.Of("steps", StepsText),
    ];

    internal Refusal? RefusalFor(Fund fund) => ListedText.RefusalFor(Code, Title, Description, Field, Place) ?? (Amount is { } amount ? Amounts.RefusalFor(amount, fund) : null);
}

public sealed record NeedSet(string Code, int Version);

/// <summary>Posts what a neighbourhood needs; changes it, as a new version with its reason; and closes it.</summary>
public sealed class PostNeed(Database database)
{
    private static readonly SqlFile Insert = new("needs/insert_need");
    private static readonly SqlFile InsertVersion = new("needs/insert_need_version");
    private static readonly SqlFile SetVersion = new("needs/set_need_version");
    private static readonly SqlFile Close = new("needs/close_need");
    private static readonly SqlFile Lock = new("needs/lock_need");

    public Task<Outcome<NeedSet>> RunAsync(Asked asked, NeedWanted wanted, CancellationToken stop = default) => database.WriteAsync<NeedSet>(
        asked.For("post-need", wanted.Content),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (wanted.RefusalFor(fund) is { } badInput) return badInput;
            if (await NeedReading.FindNeedAsync(tx, books, wanted.Code) is not null) return Refusal.Of("need-known", "code", $"已有代码为“{wanted.Code}”的需求。", $"There is a need of the code '{wanted.Code}' already.");
            var id = await tx.SingleAsync<long>(Insert, new { code = wanted.Code, fund_id = fund.Id, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AddVersionAsync(tx, id, 1, wanted, "");
            await AuditTrail.AddAsync(tx, AuditNote.Done("post-need", "need", wanted.Code));
            return new NeedSet(wanted.Code, 1);
        }, stop);

    /// <param name="wanted">All of it; its code says which need. The fund stays.</param>
    public Task<Outcome<NeedSet>> ChangeAsync(Asked asked, NeedWanted wanted, string reason, CancellationToken stop = default) => database.WriteAsync<NeedSet>(
        asked.For("change-need", [.. wanted.Content, OperationField.Of("reason", reason)]),
        async tx =>
        {
            if (!(await HoldAsync(tx, wanted.Code)).IsDone(out var need, out var refusal)) return refusal;
            if (wanted.Fund != need.Fund.Code) return Refusal.Of("need-fund", "fund", $"需求 {need.Code} 属于基金 {need.Fund.Code}，不能改。", $"Need {need.Code} is of fund {need.Fund.Code}, which stays.");
            if ((wanted.RefusalFor(need.Fund) ?? ListedText.RefusalForReason(reason)) is { } badInput) return badInput;
            var version = need.Version + 1;
            await tx.ExecuteAsync(SetVersion, new { version_no = (long)version, need_id = need.Id });
            await AddVersionAsync(tx, need.Id, version, wanted, reason.Trim());
            await AuditTrail.AddAsync(tx, AuditNote.Done("change-need", "need", need.Code, $"{version}"));
            return new NeedSet(need.Code, version);
        }, stop);

    public Task<Outcome<NeedSet>> CloseAsync(Asked asked, string code, DateOnly on, string reason, CancellationToken stop = default) => database.WriteAsync<NeedSet>(
        asked.For("close-need", OperationField.Of("code", code), OperationField.Of("on", on), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await HoldAsync(tx, code)).IsDone(out var need, out var refusal)) return refusal;
            if (need.ClosedOn is not null) return Refusal.Of("need-closed", "code", $"需求 {code} 已结束。", $"Need {code} is closed already.");
            if (ListedText.RefusalForReason(reason) is { } notSaid) return notSaid;
            await tx.ExecuteAsync(Close, new { closed_on = on.ToIso(), close_reason = reason.Trim(), need_id = need.Id });
            await AuditTrail.AddAsync(tx, AuditNote.Done("close-need", "need", code));
            return new NeedSet(code, need.Version);
        }, stop);

    /// <summary>As it stands, and nobody else changes anything of it until the transaction ends.</summary>
    internal static async Task<Outcome<Need>> HoldAsync(LedgerTransaction tx, string code)
    {
        await tx.ExecuteAsync(Lock, new { code });
        return await NeedReading.FindNeedAsync(tx, await Books.OfAsync(tx), code) is { } need ? need : Refusal.Of("need-unknown", "need", $"没有代码为“{code}”的需求。", $"There is no need of the code '{code}'.");
    }

    private static Task AddVersionAsync(LedgerTransaction tx, long need, int version, NeedWanted wanted, string reason) => tx.ExecuteAsync(InsertVersion, new
    {
        need_id = need,
        version_no = (long)version,
        title = wanted.Title.Trim(),
        description = wanted.Description.Trim(),
        field = wanted.Field.Trim(),
        place = wanted.Place.Trim(),
        wanted_by = wanted.WantedBy?.ToIso(),
        amount_minor = wanted.Amount?.MinorUnits,
        steps = wanted.StepsText,
        reason,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });
}
