using System.Text.Json;
using FundLedger.Ledger;
using FundLedger.Reporting;

namespace FundLedger.Auditing.Sampling;

/// <summary>How many items a population has, and what they come to, in minor units.</summary>
/// <param name="OtherCount">Of the other sign, to be looked at apart.</param>
/// <param name="OtherSum">Of those, not negative.</param>
public sealed record PopulationSums(long Count, long Sum, long OtherCount, long OtherSum);

/// <summary>Lines of the statutory books of some funds and days as they were known, each a positive amount. What closed a year or changed the chart is no part of one.</summary>
internal sealed class Population
{
    private static readonly SqlFile Walk = new("auditing/walk_population");
    private static readonly SqlFile Sum = new("auditing/sum_population");

    private readonly LedgerReader reader;
    private readonly Books books;
    private readonly int sign; // 1 where a debit is a positive item
    private readonly int side; // 1 debits alone, -1 credits alone, 0 both

    private Population(LedgerReader reader, Books books, PopulationAsked asked, Entity entity, Fund? top, IReadOnlyList<Fund> funds, IReadOnlyList<Account> accounts, KnownMoment known)
    {
        (this.reader, this.books, Asked, Entity, Top, Funds, Accounts, Known) = (reader, books, asked, entity, top, funds, accounts, known);
        (sign, side) = SidesOf(asked, accounts);
        if (asked.Part == PopulationPart.Negative) sign = -sign;
    }

    internal PopulationAsked Asked { get; }
    internal Entity Entity { get; }

    /// <summary>The fund asked for; null for the whole entity.</summary>
    internal Fund? Top { get; }

    internal IReadOnlyList<Fund> Funds { get; }
    internal IReadOnlyList<Account> Accounts { get; }
    internal KnownMoment Known { get; }
    internal Currency Currency => Top?.Currency ?? Entity.Currency;

    internal static async Task<Outcome<Population>> OfAsync(LedgerReader reader, PopulationAsked asked, long? knownAt)
    {
        if (FundReports.RefusalFor(asked.Span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        Fund? top = null;
        if (asked.Fund is { } code)
        {
            if (!books.Fund(code).IsDone(out var named, out var unknown)) return unknown;
            top = named;
        }

        if (!books.EntityOrOnly(top is null ? asked.Entity : books.Entity(top.EntityId).Code).IsDone(out var entity, out var refusal)) return refusal;
        List<Fund> funds = top is null ? [.. books.Funds.Where(fund => fund.EntityId == entity.Id && fund.Currency == entity.Currency)]
            : [.. FundTree.From(top, books.Funds.Where(fund => fund.Currency == top.Currency)).Select(placed => placed.Fund)];
        List<Account> accounts = [.. books.Accounts.Where(account => account.EntityId == entity.Id && account.Layer == Layer.Actual && Holds(asked, account))];
        if (asked.Kind == PopulationKind.Account && !accounts.Exists(account => account.Code == asked.Account))
            return Refusal.Of("account-unknown", "account", $"没有账内科目“{asked.Account}”。请查看科目余额表。", $"The statutory books have no account '{asked.Account}'. Look it up in the table of balances.");
        return new Population(reader, books, asked, entity, top, funds, accounts, await KnownMoment.OfAsync(reader, knownAt));
    }

    /// <summary>In the order of the books, read one by one; each walk reads afresh and yields the same.</summary>
    internal IEnumerable<PopulationItem> Items() => reader.Stream<ItemRow>(Walk, Parameters).Where(row => row.AmountMinor > 0)
        .Select(row => new PopulationItem(row.EntryId, (int)row.LineNo, IsoDates.Read(row.OccurredOn), row.AmountMinor));

    internal async Task<PopulationSums> SumsAsync()
    {
        var rows = await reader.QueryAsync<SumRow>(Sum, Parameters);
        var (items, others) = (rows.FirstOrDefault(row => row.IsPositive > 0), rows.FirstOrDefault(row => row.IsPositive < 0));
        return new PopulationSums(items?.LineCount ?? 0, items?.AmountMinor ?? 0, others?.LineCount ?? 0, -(others?.AmountMinor ?? 0));
    }

    /// <summary>What the accounts come to by the stored totals that reports are made of: the items less those of the other sign, in sound books.</summary>
    internal async Task<long> LedgerAsync()
    {
        var (totals, sum) = (new LedgerTotals(reader, books, Known) { LeavesYearEndOutFrom = Asked.Span.First }, 0L);
        foreach (var fund in Funds)
            foreach (var moved in (await totals.MovementsAsync(fund, Asked.Span)).Where(moved => Accounts.Contains(moved.Account)))
                sum = checked(sum + sign * side switch { 1 => moved.Totals.Debit, -1 => -moved.Totals.Credit, _ => moved.Totals.Net });
        return sum;
    }

    private object Parameters => new
    {
        sign = (long)sign,
        funds = Json(Funds.Select(fund => fund.Id)),
        accounts = Json(Accounts.Select(account => account.Id)),
        first_day = Asked.Span.First.ToIso(),
        last_day = Asked.Span.Last.ToIso(),
        last_entry = Known.LastEntry,
        kinds_left_out = Json(EntryKind.All.Where(kind => kind.IsNoActivity).Select(kind => kind.Code)),
        side = (long)side,
    };

    private static bool Holds(PopulationAsked asked, Account account) => asked.Kind switch
    {
        PopulationKind.Payments => account.CountsAs == CountsAs.Cash,
        PopulationKind.Gifts => account.Role == AccountRole.DonationIncome,
        PopulationKind.Expenses => account.Type == AccountType.Cost,
        PopulationKind.Account => account.Code.StartsWith(asked.Account, StringComparison.Ordinal),
        _ => true,
    };

    private static (int Sign, int Side) SidesOf(PopulationAsked asked, IReadOnlyList<Account> accounts) => asked.Kind switch
    {
        PopulationKind.Payments => (-1, -1),
        PopulationKind.Gifts => (-1, 0),
        PopulationKind.Expenses => (1, 0),
        PopulationKind.Account => (accounts.First(account => account.Code == asked.Account).Type is AccountType.Asset or AccountType.Cost or AccountType.Transfer ? 1 : -1, 0),
        _ => (1, 1),
    };

    private static string Json<T>(IEnumerable<T> values) => JsonSerializer.Serialize(values);

    private sealed record ItemRow
    {
        public long EntryId { get; init; }
        public long LineNo { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AmountMinor { get; init; }
    }

    private sealed record SumRow
    {
        public long IsPositive { get; init; }
        public long LineCount { get; init; }
        public long AmountMinor { get; init; }
    }
}
