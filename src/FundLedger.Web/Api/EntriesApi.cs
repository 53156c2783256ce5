using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Cli;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Entries of the journal: found by fund, kind, days and amount; one with its lines and where its proof is.</summary>
internal static class EntriesApi
{
    private const string Part = "entries";

    internal static readonly IReadOnlyList<ApiParameter> Filters =
    [
        ApiParameter.Fund, ApiParameter.From, ApiParameter.To,
        new("least", new("至少这么多，借方或贷方，如 100.00", "some line is at least this, debit or credit, such as 100.00"), "1.00"), new("most", new("最多这么多", "some line is at most this")),
    ];

    private static readonly ApiParameter Kind = new("kind", new("分录种类", "kind of entry"), "donation", Words: [.. EntryKind.All.Select(kind => kind.Code)]);
    private static readonly ApiParameter Number = ApiParameter.Path("entry", new("分录号", "number of the entry"), "2", ApiParameterForm.Number);

    internal static void MapEntries(this ApiRoutes api)
    {
        api.Read<Page<ListedEntryShown>>("/entries", new("listEntries", Part, new("列出分录", "List entries"),
            "Last recorded first. Who reads some of the funds names one of them. Words are not searched here, since an address would keep what was typed.", [.. Filters, Kind, .. ApiParameter.Paging]), call => ListAsync(call, KindOf(call)), Permission.ReadLedger);
        api.Read<EntryInFull>("/entries/{entry:long}", new("getEntry", Part, new("一笔分录", "One entry"), "With its lines, its documents by hash, and where its proof is once it is sealed and signed for. Names are masked.", [Number]) { IsTagged = true },
            OneAsync, Permission.ReadLedger);
    }

    private static EntryKind? KindOf(ApiCall call)
    {
        if (call.Text("kind") is not { } code) return null;
        var kind = EntryKind.All.FirstOrDefault(known => known.Code == code);
        if (kind is null) call.Unknown("kind", EntryKind.All.Select(known => known.Code));
        return kind;
    }

    internal static Task<IResult> ListAsync(ApiCall call, EntryKind? kind) => call.ReadAsync(async (reader, books) =>
    {
        var fund = call.Text("fund") is { } code ? books.FindFund(code) : null;
        if (call.Text("fund") is not null && (fund is null || !call.May(Permission.ReadLedger, books.TargetOf(fund)))) return ApiCall.NotThere();
        if (fund is null && !call.MayEverywhere(Permission.ReadLedger))
            return new ApiProblem([Refusal.Of("fund-missing", "fund", "您只能查看部分基金，请写明是哪一个。", "You read some of the funds: name one of them.")], StatusCodes.Status400BadRequest);
        var currency = fund?.Currency ?? books.Entities.Select(entity => entity.Currency).DefaultIfEmpty(Currency.Cny).First();
        var filter = new EntryFilter(fund, kind, call.Day("from"), call.Day("to"), call.Amount("least", currency), call.Amount("most", currency));
        var (limit, before) = (call.Limit(), call.AfterNumber());
        if (call.Wrong is { } wrong) return wrong;
        var page = await EntryList.PageAsync(reader, books, filter, limit, before is { } number ? new EntryId(number) : null);
        return call.Page<ListedEntryShown>([.. page.Entries.Select(ListedEntryShown.Of)], page.Next?.ToString());
    });

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var id = new EntryId(call.Number("entry"));
        if (await JournalReading.FindAsync(reader, id, books) is not { } posted || !call.Who.MayDo(Permission.ReadLedger, books, posted, call.Today)) return ApiCall.NotThere();
        var isProved = await Seals.SealReading.PlaceOfAsync(reader, id.Value) is { Against: not null };
        return ApiCall.One(EntryInFull.Of((await EntryShown.FindAsync(reader, id, books))!, await JournalReading.RelatedAsync(reader, id), isProved));
    });

    internal static string PathOf(EntryId entry) => $"{ApiRoutes.Root}/entries/{entry}";
}

/// <param name="Description">Document number and masked name or text; may be empty.</param>
/// <param name="Amount">What it moved on the account, of one fund, that it moved most.</param>
/// <param name="Cash">By how much it changed the cash of the fund asked for, else of all.</param>
public sealed record ListedEntryShown(
    EntryId Entry, string Kind, DateOnly On, string Description, IReadOnlyList<string> Funds, Money Amount, Money Cash, EntryId? Reverses, EntryId? RelatesTo, bool IsReversed)
{
    internal static ListedEntryShown Of(ListedEntry entry) => new(
        entry.Id, entry.Kind.Code, entry.OccurredOn, entry.Description, [.. entry.Funds.Select(fund => fund.Code)], entry.Amount, entry.Cash, entry.Reverses, entry.RelatesTo, entry.IsReversed);
}

/// <summary>An entry as <c>journal show</c> tells it, and what came of it.</summary>
/// <param name="Later">Entries that reverse it or go back to it.</param>
/// <param name="Proof">Where its proof is; null as long as it is not sealed and signed for.</param>
public sealed record EntryInFull(
    EntryId Entry, string Entity, string Kind, DateOnly On, string RecordedAt, string DocumentType, string DocumentId, string Actor,
    EntryId? Reverses, EntryId? RelatesTo, string? Text, string Hash, IReadOnlyList<EntryLineShown> Lines, IReadOnlyList<EntryFileShown> Files, IReadOnlyList<LaterEntryShown> Later, string? Proof)
{
    internal static EntryInFull Of(EntryShown entry, IReadOnlyList<RelatedEntry> later, bool isProved) => new(
        entry.Entry, entry.Entity, entry.Kind, entry.On, entry.RecordedAt, entry.DocumentType, entry.DocumentId, entry.Actor, entry.Reverses, entry.RelatesTo, entry.Text, entry.Hash,
        [.. entry.Lines.Select(line => new EntryLineShown(line.No, line.Account, line.AccountName, line.Layer, line.Fund, line.Source, line.Subject, line.Amount))],
        [.. entry.Files.Select(file => new EntryFileShown(file.Name, file.SizeBytes, file.Sha256))],
        [.. later.Select(one => new LaterEntryShown(one.Id, one.Kind.Code, one.IsReversal, one.IsReversed))], isProved ? CheckpointsApi.ProofPathOf(entry.Entry) : null);
}

/// <param name="Amount">A debit is positive, a credit negative.</param>
public sealed record EntryLineShown(int No, string Account, Bilingual AccountName, Layer Layer, string Fund, string Source, string Subject, Money Amount);

/// <param name="Sha256">In hexadecimal.</param>
public sealed record EntryFileShown(string Name, long SizeBytes, string Sha256);

public sealed record LaterEntryShown(EntryId Entry, string Kind, bool IsReversal, bool IsReversed);
