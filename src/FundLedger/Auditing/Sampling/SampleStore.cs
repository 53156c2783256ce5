using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Auditing.Sampling;

/// <summary>Samples as rows.</summary>
internal static class SampleStore
{
    private static readonly SqlFile Insert = new("auditing/insert_sample");
    private static readonly SqlFile InsertItems = new("auditing/insert_items");
    private static readonly SqlFile InsertResult = new("auditing/insert_result");
    private static readonly SqlFile EraseNote = new("auditing/erase_note");
    private static readonly SqlFile List = new("auditing/list_samples");
    private static readonly SqlFile ListItems = new("auditing/list_items");
    private static readonly SqlFile ListResults = new("auditing/list_results");

    internal static async Task<long> InsertAsync(LedgerTransaction tx, SampleWanted wanted, SampleDrawing drawing)
    {
        var (asked, population, known) = (wanted.Of, drawing.Population, drawing.Population.Known);
        var id = await tx.SingleAsync<long>(Insert, new
        {
            entity_id = population.Entity.Id, fund_id = population.Top?.Id, currency = population.Currency.Code, first_day = asked.Span.First.ToIso(), last_day = asked.Span.Last.ToIso(),
            kind = StoredWords.Word(asked.Kind), account_code = asked.Account, part = StoredWords.Word(asked.Part), method = StoredWords.Word(wanted.Method), seed = wanted.Seed,
            interval_minor = wanted.Method == SampleMethod.MonetaryUnit ? wanted.IntervalMinor : null, tolerable_minor = wanted.Tolerable?.MinorUnits, factor = (long?)wanted.Factor,
            size = wanted.Method == SampleMethod.Random ? (long?)wanted.Size : null, from_minor = wanted.Method == SampleMethod.AllOver ? wanted.From?.MinorUnits : null, first_minor = drawing.First,
            algorithm = (long)SeededNumbers.Algorithm, purpose = wanted.Purpose.Trim().ToNfc(), known_at = known.RecordedAt, last_entry = known.LastEntry, last_hash = known.Hash,
            checkpoint_size = known.Checkpoint?.Size, checkpoint_root = known.Checkpoint?.Root.ToArray(), item_count = drawing.Sums.Count, item_sum = drawing.Sums.Sum,
            other_count = drawing.Sums.OtherCount, other_sum = drawing.Sums.OtherSum, drawn_by = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        if (drawing.Items.Count == 0) return id;
        var items = JsonSerializer.Serialize(drawing.Items.Select((drawn, at) => new[] { at + 1, drawn.Item.Entry, drawn.Item.Line, drawn.Place, drawn.Item.Amount, drawn.UpTo, drawn.Hits }));
        Invariant.Holds(await tx.ExecuteAsync(InsertItems, new { sample_id = id, items }) == drawing.Items.Count);
        return id;
    }

    internal static Task InsertResultAsync(LedgerTransaction tx, long sample, int item, ItemResult result) => tx.ExecuteAsync(InsertResult, new
    {
        sample_id = sample, item_no = (long)item, version_no = (long)result.Version, result = StoredWords.Word(result.Result), audited_minor = result.Audited?.MinorUnits, note = result.Note, actor = result.By, recorded_at = result.RecordedAt,
    });

    /// <returns>Whether there was one.</returns>
    internal static async Task<bool> EraseNoteAsync(LedgerTransaction tx, long sample, int item, int version) =>
        await tx.ExecuteAsync(EraseNote, new { sample_id = sample, item_no = (long)item, version_no = (long)version }) > 0;

    /// <param name="sample">0 for all.</param>
    internal static async Task<IReadOnlyList<Sample>> ListAsync(LedgerReader reader, Books books, long sample) => [.. (await reader.QueryAsync<SampleRow>(List, new { sample_id = sample })).Select(row => row.ToSample(books))];

    internal static async Task<IReadOnlyList<SampleItem>> ItemsAsync(LedgerReader reader, Books books, Sample sample) =>
        [.. (await reader.QueryAsync<ItemRow>(ListItems, new { sample_id = sample.Id })).Select(row => row.ToItem(books, sample))];

    internal static async Task<ILookup<int, ItemResult>> ResultsAsync(LedgerReader reader, Sample sample) =>
        (await reader.QueryAsync<ResultRow>(ListResults, new { sample_id = sample.Id })).ToLookup(row => (int)row.ItemNo, row => row.ToResult(sample.Currency)!);

    private sealed record SampleRow
    {
        public long SampleId { get; init; }
        public long EntityId { get; init; }
        public long? FundId { get; init; }
        public string Currency { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public string Kind { get; init; } = "";
        public string AccountCode { get; init; } = "";
        public string Part { get; init; } = "";
        public string Method { get; init; } = "";
        public string Seed { get; init; } = "";
        public long? IntervalMinor { get; init; }
        public long? TolerableMinor { get; init; }
        public long? Factor { get; init; }
        public long? Size { get; init; }
        public long? FromMinor { get; init; }
        public long? FirstMinor { get; init; }
        public long Algorithm { get; init; }
        public string Purpose { get; init; } = "";
        public long KnownAt { get; init; }
        public long LastEntry { get; init; }
        public byte[] LastHash { get; init; } = [];
        public long? CheckpointSize { get; init; }
        public byte[]? CheckpointRoot { get; init; }
        public long ItemCount { get; init; }
        public long ItemSum { get; init; }
        public long OtherCount { get; init; }
        public long OtherSum { get; init; }
        public string DrawnBy { get; init; } = "";
        public long RecordedAt { get; init; }
        public long DrawnCount { get; init; }
        public long TestedCount { get; init; }

        internal Sample ToSample(Books books)
        {
            var (entity, fund, currency) = (books.Entity(EntityId), FundId is { } id ? books.Fund(id) : null, Values.Currency.Of(Currency));
            Money? M(long? minor) => minor is { } amount ? new Money(amount, currency) : null;
            var asked = new PopulationAsked(entity.Code, fund?.Code, new DateSpan(IsoDates.Read(FirstDay), IsoDates.Read(LastDay)), StoredWords.Read<PopulationKind>(Kind), AccountCode, StoredWords.Read<PopulationPart>(Part));
            var wanted = new SampleWanted(asked, StoredWords.Read<SampleMethod>(Method), Seed, Purpose, TolerableMinor is null ? M(IntervalMinor) : null, M(TolerableMinor), (int?)Factor, (int?)Size, M(FromMinor), KnownAt);
            return new Sample(
                SampleId, entity, fund, currency, wanted, M(IntervalMinor), M(FirstMinor), (int)Algorithm, LastEntry, LastHash, CheckpointSize, CheckpointRoot,
                ItemCount, new Money(ItemSum, currency), OtherCount, new Money(OtherSum, currency), DrawnBy, RecordedAt, (int)DrawnCount, (int)TestedCount);
        }
    }

    private record ResultRow
    {
        public long ItemNo { get; init; }
        public long? VersionNo { get; init; }
        public string? Result { get; init; }
        public long? AuditedMinor { get; init; }
        public string? Note { get; init; }
        public string? Actor { get; init; }
        public long? RecordedAt { get; init; }

        internal ItemResult? ToResult(Currency currency) => VersionNo is not { } version ? null : new ItemResult(
            (int)version, StoredWords.Read<TestResult>(Result!), AuditedMinor is { } audited ? new Money(audited, currency) : null, Note, Actor!, RecordedAt!.Value);
    }

    private sealed record ItemRow : ResultRow
    {
        public long EntryId { get; init; }
        public long LineNo { get; init; }
        public string OccurredOn { get; init; } = "";
        public string Kind { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long Place { get; init; }
        public long AmountMinor { get; init; }
        public long UpToMinor { get; init; }
        public long Hits { get; init; }

        internal SampleItem ToItem(Books books, Sample sample) => new(
            (int)ItemNo, new EntryId(EntryId), (int)LineNo, IsoDates.Read(OccurredOn), EntryKind.Of(Kind), books.Account(AccountId), books.Fund(FundId), Place,
            new Money(AmountMinor, sample.Currency), new Money(UpToMinor, sample.Currency), Hits, sample.Interval is { } interval && AmountMinor >= interval.MinorUnits, ToResult(sample.Currency));
    }
}
