using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Approvals;

namespace FundLedger.Reporting;

/// <summary>An entity's vouchers (记账凭证) of some days: numbered ones by month and number, then those of each month that have no number yet, by day.</summary>
/// <param name="Count">How many there are, numbered or not.</param>
/// <param name="Unnumbered">Of months that are not closed: numbers are given when a month closes.</param>
/// <param name="Missing">Numbers that were given in these months and that no voucher has; 0 in sound books.</param>
/// <param name="Debit">Of all lines; the same as <paramref name="Credit"/> in sound books.</param>
/// <param name="Vouchers">May be walked more than once; each walk reads afresh.</param>
public sealed record VoucherBook(ReportHead Head, long Count, long Unnumbered, long Missing, long LineCount, Money Debit, Money Credit, IEnumerable<Voucher> Vouchers);

/// <summary>One voucher: an entry's lines of the statutory books, in one currency.</summary>
/// <param name="Series">凭证字; of those without a number, the one they will have.</param>
/// <param name="Number">Without gaps in the month; null until the month closes.</param>
/// <param name="Documents">Files kept with the entry (附件).</param>
/// <param name="Maker">Id of who recorded it (制单).</param>
/// <param name="Checkers">Ids of who agreed to the proposal behind it (审核); empty where one person was enough.</param>
public sealed record Voucher(
    PeriodMonth Month, string Series, long? Number, long Entry, DateOnly OccurredOn, IReadOnlyList<VoucherLine> Lines, long Documents, string Maker, IReadOnlyList<string> Checkers, DateTimeOffset RecordedAt)
{
    public static readonly Bilingual NotNumbered = new("未编号", "Not numbered");

    public Bilingual Name => NameOf(Series, Number);

    /// <summary>Of its debits, which are its credits.</summary>
    public Money Total => Lines.Aggregate(Money.Zero(Lines[0].Debit.Currency), (sum, line) => sum + line.Debit);

    /// <summary><c>记-12</c></summary>
    internal static Bilingual NameOf(string series, long? number) => number is { } given ? Bilingual.Same(string.Create(CultureInfo.InvariantCulture, $"{series}-{given}")) : NotNumbered;
}

/// <param name="No">From 1, in the voucher.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Paper">Number of its paper; may be empty.</param>
/// <param name="Subject">What it belongs to: an award, a tranche, a transfer; may be empty.</param>
/// <param name="Debit">Zero where it is a credit.</param>
public sealed record VoucherLine(
    int No, Bilingual Kind, string Paper, string AccountCode, Bilingual AccountName, FundName Fund, string Source, Bilingual SourceName, string Subject, Money Debit, Money Credit)
{
    /// <summary>摘要: no names, and no text that somebody wrote.</summary>
    public Bilingual Summary => SummaryOf(Kind, Paper);

    internal static Bilingual SummaryOf(Bilingual kind, string paper) => paper.Length == 0 ? kind : new Bilingual($"{kind.Zh} {paper}", $"{kind.En} {paper}");
}

/// <summary>The numbers that a month's vouchers have.</summary>
/// <param name="Last">As many as there are where none is missing.</param>
public sealed record VoucherNumbers(PeriodMonth Month, long Count, long First, long Last)
{
    public long Missing => Last - Count;
}

/// <summary>Reads vouchers.</summary>
public static class VoucherReading
{
    /// <summary>The one series (凭证字) there is.</summary>
    public const string Series = "记";

    private static readonly SqlFile ListLines = new("reporting/list_voucher_lines");
    private static readonly SqlFile SumLines = new("reporting/sum_voucher_lines");
    private static readonly SqlFile ListMonths = new("reporting/list_voucher_months");
    private static readonly SqlFile Find = new("reporting/find_voucher");

    /// <param name="first">Number of the first voucher; null for all, those without a number among them.</param>
    /// <param name="last">Number of the last; null for no end.</param>
    public static async Task<Outcome<VoucherBook>> BookAsync(LedgerReader reader, BookQuestion asked, long? first = null, long? last = null)
    {
        if (first < 1 || last < (first ?? 1))
            return Refusal.Of("voucher-range", "number", "凭证号自 1 起，止号不小于起号。", "Vouchers are numbered from 1, and the last is not before the first.");
        if (!(await BookScope.OpenAsync(reader, asked)).IsDone(out var scope, out var refusal)) return refusal;
        var numbers = scope.Numbers(first ?? (last is null ? 0 : 1), last ?? long.MaxValue);
        var sums = await reader.SingleAsync<SumRow>(SumLines, numbers);
        var months = await MonthsAsync(reader, scope.Entity, PeriodMonth.Of(asked.Span.First), PeriodMonth.Of(asked.Span.Last));
        return new VoucherBook(
            scope.Head, sums.EntryCount, sums.UnnumberedCount, months.Sum(month => month.Missing), sums.LineCount, scope.Money(sums.DebitMinor), scope.Money(sums.CreditMinor), new Walk(scope, reader, numbers));
    }

    /// <summary>The months whose vouchers are numbered, last first.</summary>
    public static async Task<IReadOnlyList<VoucherNumbers>> MonthsAsync(LedgerReader reader, Entity entity, PeriodMonth? first = null, PeriodMonth? last = null) =>
        [.. (await reader.QueryAsync<MonthRow>(ListMonths, new { entity_id = entity.Id, first_period = first?.Number ?? 0, last_period = last?.Number ?? 999_912 }))
            .Select(row => new VoucherNumbers(new PeriodMonth((int)row.Period), row.VoucherCount, row.FirstNumber, row.LastNumber))];

    /// <summary>The month and number of an entry's voucher; null where it has none.</summary>
    public static async Task<(PeriodMonth Month, string Series, long Number)?> OfEntryAsync(LedgerReader reader, EntryId entry) =>
        await reader.FindAsync<GivenRow>(Find, new { entry_id = entry.Value }) is { } row ? (new PeriodMonth((int)row.Period), row.Series, row.Number) : null;

    private sealed class Walk(BookScope scope, LedgerReader reader, object numbers) : IEnumerable<Voucher>
    {
        public IEnumerator<Voucher> GetEnumerator()
        {
            var rows = new List<LineRow>();
            foreach (var row in reader.Stream<LineRow>(ListLines, numbers))
            {
                if (rows.Count > 0 && rows[0].EntryId != row.EntryId)
                {
                    yield return Of(rows);
                    rows.Clear();
                }

                rows.Add(row);
            }

            if (rows.Count > 0) yield return Of(rows);
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private Voucher Of(List<LineRow> rows)
        {
            var row = rows[0];
            var on = IsoDates.Read(row.OccurredOn);
            return new Voucher(
                PeriodMonth.Of(on), row.Series ?? Series, row.Number, row.EntryId, on, [.. rows.Select((line, i) => LineOf(line, i + 1))], row.DocumentCount, row.Actor, row.CheckerIds(), Moments.FromMicroseconds(row.RecordedAt));
        }

        private VoucherLine LineOf(LineRow row, int no)
        {
            var (account, fund, source, zero) = (scope.Books.Account(row.AccountId), scope.Books.Fund(row.FundId), scope.Books.Source(row.SourceId), scope.Money(0));
            var amount = scope.Money(row.AmountMinor);
            return new VoucherLine(
                no, EntryKind.Of(row.Kind).Name, BookScope.PaperOf(row.DocumentType, row.DocumentId, row.BankReference), account.Code, account.Name, new FundName(fund.Code, fund.Name),
                source.Code, source.Name.Length > 0 ? Bilingual.Same(source.Name) : source.Kind.Name(), row.Subject, amount.IsPositive ? amount : zero, amount.IsPositive ? zero : -amount);
        }
    }

    private sealed record LineRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Subject { get; init; } = "";
        public long AmountMinor { get; init; }
        public string Kind { get; init; } = "";
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public string Actor { get; init; } = "";
        public string OperationKey { get; init; } = "";
        public long RecordedAt { get; init; }
        public string? BankReference { get; init; }
        public string? Series { get; init; }
        public long? Number { get; init; }
        public long? ProposalId { get; init; }
        public byte[]? ContentHash { get; init; }
        public string? Checkers { get; init; }
        public long DocumentCount { get; init; }

        /// <summary>Only a key with the proposal's own hash is that proposal's.</summary>
        internal IReadOnlyList<string> CheckerIds() => ProposalId is { } id && ContentHash is { } hash && Checkers is { } checkers && Proposal.KeyOf(id, hash) == OperationKey
            ? [.. checkers.Split(',').Order(StringComparer.Ordinal)] : [];
    }

    private sealed record SumRow
    {
        public long EntryCount { get; init; }
        public long UnnumberedCount { get; init; }
        public long LineCount { get; init; }
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }
    }

    private sealed record MonthRow
    {
        public long Period { get; init; }
        public long VoucherCount { get; init; }
        public long FirstNumber { get; init; }
        public long LastNumber { get; init; }
    }

    private sealed record GivenRow
    {
        public long Period { get; init; }
        public string Series { get; init; } = "";
        public long Number { get; init; }
    }
}
