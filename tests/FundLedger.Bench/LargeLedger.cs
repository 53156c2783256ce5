using FundLedger.Disclosure;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Bench;

/// <summary>A ledger of so many entries over three years, in ten funds: gifts with and without fees, expenses and interest, in the order of their days.</summary>
internal sealed class LargeLedger
{
    private const int EntriesPerOperation = 1_000;
    private const int OperationsAhead = 4;

    internal static readonly DateSpan Span = new(new DateOnly(2022, 1, 1), new DateOnly(2024, 12, 31));
    internal static readonly string[] Funds = [.. Enumerable.Range(1, 10).Select(number => $"F{number:00}")];

    private readonly BenchFolder folder;
    private readonly SqliteDatabase database;
    private readonly int entries;

    internal LargeLedger(BenchFolder folder, int entries) => (this.folder, this.entries, database) = (folder, entries, folder.Open(NameOf(entries), Clock));

    private static int Days => Span.Last.DayNumber - Span.First.DayNumber + 1;

    internal SqliteDatabase Database => database;
    internal int Entries => entries;

    /// <summary>Of the ledger; a measurement may move it on.</summary>
    internal ClockAhead Clock { get; } = new();

    /// <summary>Beside the writer.</summary>
    internal SqliteDatabase OpenToRead() => folder.OpenToRead(NameOf(entries));

    internal async Task FillAsync(CancellationToken stop)
    {
        foreach (var fund in Funds) await BenchFolder.CreateFundAsync(database, fund, Currency.Of("CNY"));
        var writing = new Queue<Task<Outcome<int>>>();
        for (var at = 0; at < entries; at += EntriesPerOperation)
        {
            stop.ThrowIfCancellationRequested();
            var (first, count) = (at, Math.Min(EntriesPerOperation, entries - at));
            if (writing.Count == OperationsAhead) (await writing.Dequeue()).Expect();
            writing.Enqueue(database.WriteAsync(new Asked($"fill/{first}", "bench").For("fill", OperationField.Of("first", first)), tx => AppendAsync(tx, first, count), stop));
        }

        while (writing.TryDequeue(out var last)) (await last).Expect();
    }

    /// <summary>Closes every month but the last.</summary>
    internal async Task CloseAsync(CancellationToken stop)
    {
        var close = new ClosePeriod(database);
        for (var month = PeriodMonth.Of(Span.First); month.CompareTo(PeriodMonth.Of(Span.Last)) < 0; month = month.Next)
            (await close.RunAsync(new Asked($"close/{month}", "bench"), month, stop: stop)).Expect();
    }

    /// <summary>Its disclosures are looked after from now on.</summary>
    internal async Task PrepareWorkAsync()
    {
        (await new SetDisclosures(database).RunAsync(new Asked("disclosures", "bench"), new NewDisclosureSettings(null, RaisesPublicly: true, Span.First, new Money(1_000_000_00, Currency.Of("CNY")), "章程第八条"))).Expect();
    }

    /// <summary>A moment, in microseconds, at which it is as if a year's twelfth had been recorded within the days in which a receipt is still waited for.</summary>
    internal async Task<long> LaterAsync(LedgerReader reader) =>
        (await JournalReading.FindAsync(reader, new EntryId(entries - entries / 12), await Books.LoadAsync(reader)))!.RecordedAt + (92 * TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond);

    private static string NameOf(int entries) => $"large-{entries}";

    private async Task<Outcome<int>> AppendAsync(LedgerTransaction tx, int first, int count)
    {
        var donations = await SourceStore.PlainAsync(tx, (await Books.OfAsync(tx)).Entities.First(), SourceKind.Donation);
        var own = await SourceStore.PlainAsync(tx, (await Books.OfAsync(tx)).Entities.First(), SourceKind.OwnFunds);
        var books = await Books.OfAsync(tx);
        var drafts = new EntryDraft[count];
        for (var i = 0; i < count; i++) drafts[i] = DraftOf(books, donations, own, first + i);
        if (!(await Journal.AppendManyAsync(tx, drafts)).IsDone(out var ids, out var refusal)) return refusal;
        for (var i = 0; i < count; i++)
        {
            if (drafts[i].Kind != EntryKind.Donation) continue;
            var gift = drafts[i].Lines[0];
            var donor = await DonorStore.FindOrInsertAsync(tx, DonorName.Of($"捐赠人{(first + i) % 5_003}"));
            await DonationStore.InsertAsync(tx, ids[i], donor, gift.Fund, gift.Source, gift.Amount, $"B{first + i}");
        }

        return count;
    }

    private EntryDraft DraftOf(Books books, Source donations, Source own, int i)
    {
        var fund = books.FindFund(Funds[i % Funds.Length])!;
        var entity = books.Entity(fund.EntityId);
        var on = Span.First.AddDays((int)((long)i * Days / entries));
        var amount = new Money(100_00 + i * 37L % 500_000, fund.Currency);
        var draft = (i / Funds.Length % 10) switch
        {
            < 7 => DonationPosting.Of(entity, fund, donations, amount, fee: null, on),
            7 => DonationPosting.Of(entity, fund, donations, amount, fee: new Money(60, fund.Currency), on),
            8 => Entry(EntryKind.Expense, AccountRole.ProgrammeCost, AccountRole.Bank, donations, new Money(90_00, fund.Currency)),
            _ => Entry(EntryKind.Interest, AccountRole.Bank, AccountRole.InterestIncome, own, new Money(1_23, fund.Currency)),
        };
        return draft with { Document = new SourceDocument("bank-reference", $"B{i}"), Text = $"捐赠人{i % 5_003}\n社区长者食堂" };

        EntryDraft Entry(EntryKind kind, AccountRole debit, AccountRole credit, Source source, Money moved) =>
            new(entity, kind, on, [LineDraft.Debit(debit, fund, source, moved), LineDraft.Credit(credit, fund, source, moved)]);
    }
}

/// <summary>The machine's clock, so far ahead.</summary>
internal sealed class ClockAhead : TimeProvider
{
    internal TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
}
