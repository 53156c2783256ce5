using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>What a figure is made of, in the codes that people and addresses know: the answer to "what caused this figure?".</summary>
/// <param name="Fund">Null for every fund of the entity in the currency.</param>
/// <param name="From">First day that counts; null from the beginning of the books.</param>
/// <param name="To">Last day that counts; null without end.</param>
/// <param name="LastEntry">Later entries were not known; null for everything recorded.</param>
public sealed record FigureBasis(Measure Measure, string? Fund, DateOnly? From = null, DateOnly? To = null, long? LastEntry = null)
{
    /// <summary>Whose funds count when no fund is named; null for the only entity there is.</summary>
    public string? Entity { get; init; }

    /// <summary>Of the funds that count when none is named; null for the entity's own.</summary>
    public Currency? Currency { get; init; }

    /// <summary>The one source that counts; null for all.</summary>
    public string? Source { get; init; }

    /// <summary>The one kind of source that counts; null for all.</summary>
    public SourceKind? SourceKind { get; init; }

    /// <summary>Only sources that the giver restricted count, or only the others; null for all.</summary>
    public bool? IsRestricted { get; init; }

    /// <summary>Codes of the accounts that count; empty for every account of the measure.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Stored word of the one layer that counts; null for all.</summary>
    public string? Layer { get; init; }

    /// <summary>What closed a year, or changed the chart, on this day or later is left out; null: it counts as everything else. Of what happened it is always left out.</summary>
    public DateOnly? YearEndLeftOutFrom { get; init; }

    /// <summary>Only what stands beside cash in its entry counts: in lines of the same fund, source and currency. So cash is told by where it came from and went.</summary>
    public bool IsBesideCash { get; init; }

    /// <summary>The named fund and all below it in its currency count.</summary>
    public bool IsOfTree { get; init; }

    /// <summary>Only this part counts; null for all. Of lines that are not on net assets the first three say nothing.</summary>
    public FigurePart? Part { get; init; }

    /// <summary>Code of the fund on top of the tree that transfers stay in or leave; null where no part asks.</summary>
    public string? Tree { get; init; }

    /// <summary>Only sources of seed money count.</summary>
    public FigureBasis OfSeedMoney() => this with { SourceKind = Ledger.SourceKind.SeedMoney };

    internal DateOnly? LeavesYearEndOutFrom => Measure.IsActivity ? DateOnly.MinValue : YearEndLeftOutFrom;

    /// <summary>The lines themselves, or the refusal for a code that the books do not have.</summary>
    public Outcome<CountedLines> In(Books books)
    {
        if (!FundsIn(books).IsDone(out var funds, out var refusal)) return refusal;
        var entity = books.Entity(funds[0].EntityId);
        var sources = books.Sources.Where(source => source.EntityId == entity.Id && (SourceKind is null || source.Kind == SourceKind));
        if (Source is { } code)
        {
            if (!books.Source(entity, code).IsDone(out var source, out refusal)) return refusal;
            sources = [source];
        }

        if (IsRestricted is { } isRestricted) sources = sources.Where(source => source.Restriction != Restriction.None == isRestricted);
        var accounts = books.Accounts.Where(account => account.EntityId == entity.Id && (Layer is null || StoredWords.Word(account.Layer) == Layer)).ToList();
        if (Accounts.FirstOrDefault(asked => accounts.All(account => account.Code != asked)) is { } unknown)
            return Refusal.Of("account-unknown", "account", $"账本中没有科目“{unknown}”。", $"The books have no account '{unknown}'.");
        IReadOnlyList<Fund> tree = [];
        if (Tree is { } root)
        {
            if (!books.Fund(root).IsDone(out var top, out refusal)) return refusal;
            tree = WithBelow(books, top);
        }

        var counted = accounts.Where(account => (Accounts.Count == 0 || Accounts.Contains(account.Code)) && sources.Any(source => Measure.SignOf(account, source) != 0));
        return new CountedLines(this, funds, [.. counted], [.. sources]) { Tree = tree };
    }

    private static List<Fund> WithBelow(Books books, Fund top) => [.. FundTree.From(top, books.Funds.Where(fund => fund.Currency == top.Currency)).Select(place => place.Fund)];

    private Outcome<List<Fund>> FundsIn(Books books)
    {
        if (Fund is { } code) return books.Fund(code).IsDone(out var fund, out var refusal) ? IsOfTree ? WithBelow(books, fund) : [fund] : refusal;
        if (!books.EntityOrOnly(Entity).IsDone(out var entity, out var unknown)) return unknown;
        var currency = Currency ?? entity.Currency;
        List<Fund> funds = [.. books.Funds.Where(known => known.EntityId == entity.Id && known.Currency == currency)];
        return funds.Count > 0 ? funds : Refusal.Of("fund-none", "fund", $"会计主体 {entity.Code} 没有 {currency} 基金。", $"Entity {entity.Code} has no fund in {currency}.");
    }
}

/// <summary>The lines a figure is made of, by what the books hold: lines of these accounts, funds and sources.</summary>
public sealed record CountedLines(FigureBasis Basis, IReadOnlyList<Fund> Funds, IReadOnlyList<Account> Accounts, IReadOnlyList<Source> Sources)
{
    public Currency Currency => Funds[0].Currency;

    /// <summary>The funds that transfers stay among, or leave; empty where no part asks.</summary>
    public IReadOnlyList<Fund> Tree { get; init; } = [];

    /// <summary>Whether the kind of an entry decides if its lines on this account count.</summary>
    internal bool IsToldByKind(Account account) => Basis.Part is { } part && part.IsOfNetAssets() && account.Type == AccountType.NetAssets;

    /// <summary>Whether a line of such an entry is of the part that counts, as far as its kind tells.</summary>
    internal bool IsOfPart(EntryKind kind, Account account) => !IsToldByKind(account) || FigureParts.Of(kind, account) == Basis.Part;

    internal Money AmountOf(IEnumerable<(Account Account, Source Source, Totals Totals)> rows)
    {
        var counted = rows.Where(row => Accounts.Contains(row.Account) && Sources.Contains(row.Source));
        return new Money(counted.Aggregate(0L, (sum, row) => checked(sum + Basis.Measure.Of(row.Account, row.Source, row.Totals))), Currency);
    }
}

/// <summary>What the entries behind a figure add up to.</summary>
/// <param name="Amount">From the journal, line by line.</param>
/// <param name="Stored">From the stored totals that reports are made of; the same in sound books.</param>
public sealed record FigureSum(long EntryCount, Money Amount, Money Stored)
{
    public bool Agrees => Amount == Stored;
}
