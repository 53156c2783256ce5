using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

internal static class AppropriationStore
{
    private static readonly SqlFile Lock = new("seed_money/lock_appropriation");
    private static readonly SqlFile List = new("seed_money/list_appropriations");
    private static readonly SqlFile ListVersions = new("seed_money/list_versions");
    private static readonly SqlFile Insert = new("seed_money/insert_appropriation");
    private static readonly SqlFile InsertVersion = new("seed_money/insert_version");
    private static readonly SqlFile InsertReceipt = new("seed_money/insert_receipt");
    private static readonly SqlFile InsertEarlierReceipts = new("seed_money/insert_earlier_receipts");
    private static readonly SqlFile SumReceipts = new("seed_money/sum_receipts");

    /// <summary>Code of the source of what comes under this number.</summary>
    internal static string SourceCode(string number) => $"seed-{number}";

    /// <summary>What refers to the files of an appropriation's documents.</summary>
    internal static string ReferrerOf(long appropriation) => $"appropriation/{appropriation}";

    internal static async Task<IReadOnlyList<Appropriation>> ListAsync(LedgerReader reader, Books books, Source? of = null) =>
        [.. (await reader.QueryAsync<Row>(List, new { source_id = of?.Id ?? 0 })).Select(row => row.ToAppropriation(books))];

    /// <summary>Null when none of this number is registered. Whoever asks for the same one waits until this transaction ends.</summary>
    internal static async Task<Appropriation?> FindForUpdateAsync(LedgerTransaction tx, Books books, Entity entity, string number) =>
        await tx.ExecuteAsync(Lock, new { entity_id = entity.Id, document_number = number }) > 0 && books.FindSource(entity, SourceCode(number)) is { } source
            ? (await ListAsync(tx, books, source)).Single() : null;

    internal static async Task<IReadOnlyList<AppropriationVersion>> VersionsAsync(LedgerReader reader, Appropriation of) =>
        [.. (await reader.QueryAsync<VersionRow>(ListVersions, new { appropriation_id = of.Id })).Select(row => row.ToVersion())];

    /// <summary>Registers it under its source; what came under the source before, with another ledger's journal, counts as received.</summary>
    internal static async Task<Appropriation> InsertAsync(LedgerTransaction tx, Entity entity, Source source, string number, string conditions)
    {
        await tx.ExecuteAsync(Insert, new { entity_id = entity.Id, source_id = source.Id, document_number = number, given_by = source.Origin, conditions, spend_by = source.ReturnBy?.ToIso() });
        await tx.ExecuteAsync(InsertEarlierReceipts, new { source_id = source.Id });
        return (await ListAsync(tx, await Books.OfAsync(tx), source)).Single();
    }

    internal static Task AddVersionAsync(LedgerTransaction tx, long appropriation, Fund fund, AppropriationVersion version) => tx.ExecuteAsync(InsertVersion, new
    {
        appropriation_id = appropriation,
        version_no = (long)version.Number,
        document_number = version.Document,
        document_sha256 = version.DocumentSha256,
        fund_id = fund.Id,
        currency = version.Confirmed.Currency.Code,
        confirmed_minor = version.Confirmed.MinorUnits,
        conditions = version.Conditions,
        spend_by = version.SpendBy?.ToIso(),
        after_deadline = StoredWords.Word(version.AfterDeadline),
        covers = version.Covers ? 1L : 0L,
        actor = version.Actor,
        recorded_at = version.RecordedAt,
    });

    internal static Task AddReceiptAsync(LedgerTransaction tx, EntryId entry, Appropriation under, Money amount) =>
        tx.ExecuteAsync(InsertReceipt, new { entry_id = entry.Value, appropriation_id = under.Id, currency = amount.Currency.Code, amount_minor = amount.MinorUnits });

    internal static async Task<Money> ReceivedAsync(LedgerReader reader, Appropriation under, Currency currency) =>
        new(await reader.SingleAsync<long>(SumReceipts, new { appropriation_id = under.Id, currency = currency.Code }), currency);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Row
    {
        public long AppropriationId { get; init; }
        public long SourceId { get; init; }
        public string DocumentNumber { get; init; } = "";
        public string GivenBy { get; init; } = "";
        public string Conditions { get; init; } = "";
        public string? SpendBy { get; init; }
        public long VersionNo { get; init; }
        public long? FundId { get; init; }
        public string? Currency { get; init; }
        public long? ConfirmedMinor { get; init; }
        public long Covers { get; init; }
        public long ReceivedMinor { get; init; }

        internal Appropriation ToAppropriation(Books books)
        {
            Currency? currency = Currency is { } code ? Values.Currency.Of(code) : null;
            return new Appropriation(
                AppropriationId, books.Source(SourceId), DocumentNumber, GivenBy, Conditions, Day(SpendBy), (int)VersionNo, FundId is { } fund ? books.Fund(fund) : null,
                currency is { } of ? new Money(ConfirmedMinor!.Value, of) : null, currency is { } received ? new Money(ReceivedMinor, received) : null, Covers == 1);
        }
    }

    private sealed record VersionRow
    {
        public long VersionNo { get; init; }
        public string DocumentNumber { get; init; } = "";
        public byte[]? DocumentSha256 { get; init; }
        public string Currency { get; init; } = "";
        public long ConfirmedMinor { get; init; }
        public string Conditions { get; init; } = "";
        public string? SpendBy { get; init; }
        public string AfterDeadline { get; init; } = "";
        public long Covers { get; init; }
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal AppropriationVersion ToVersion() => new(
            (int)VersionNo, DocumentNumber, DocumentSha256, new Money(ConfirmedMinor, Values.Currency.Of(Currency)), Conditions, Day(SpendBy),
            StoredWords.Read<LateUse>(AfterDeadline), Covers == 1, Actor, RecordedAt);
    }
}
