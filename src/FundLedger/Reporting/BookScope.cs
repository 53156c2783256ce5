using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Whose books are opened, and on which days.</summary>
/// <param name="Entity">Code; null for the only entity there is.</param>
/// <param name="Currency">Null for the entity's own.</param>
/// <param name="KnownAt">Microseconds since 1970-01-01 UTC; null for everything recorded so far.</param>
public sealed record BookQuestion(string? Entity, DateSpan Span, Currency? Currency = null, long? KnownAt = null);

/// <summary>The statutory books of an entity in one currency, over all its funds: what every book of the accountant is read from.</summary>
internal sealed class BookScope
{
    private readonly LedgerReader reader;
    private readonly LedgerTotals totals;

    private BookScope(LedgerReader reader, Books books, Entity entity, IReadOnlyList<Fund> funds, ReportHead head, KnownMoment known)
    {
        (this.reader, Books, Entity, Funds, Head, Known) = (reader, books, entity, funds, head, known);
        totals = new LedgerTotals(reader, books, known);
        Accounts = [.. books.Accounts.Where(account => account.EntityId == entity.Id && account.Layer == Layer.Actual).OrderBy(account => account.Code, StringComparer.Ordinal).ThenBy(account => account.ValidFrom)];
    }

    internal Books Books { get; }
    internal Entity Entity { get; }
    internal IReadOnlyList<Fund> Funds { get; }

    /// <summary>Those of the statutory books, by code.</summary>
    internal IReadOnlyList<Account> Accounts { get; }

    internal ReportHead Head { get; }
    internal KnownMoment Known { get; }
    internal Currency Currency => Head.Currency;
    internal DateSpan Span => Head.Span;

    /// <summary>The first day of the year that a day is in: what adds up since then is 本年累计.</summary>
    internal static DateOnly YearOf(DateOnly day) => new(day.Year, 1, 1);

    internal static async Task<Outcome<BookScope>> OpenAsync(LedgerReader reader, BookQuestion asked)
    {
        if (FundReports.RefusalFor(asked.Span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        if (!books.EntityOrOnly(asked.Entity).IsDone(out var entity, out var refusal)) return refusal;
        var currency = asked.Currency ?? entity.Currency;
        var known = await KnownMoment.OfAsync(reader, asked.KnownAt);
        var head = known.HeadOf(entity, null, currency, asked.Span);
        return new BookScope(reader, books, entity, [.. books.Funds.Where(fund => fund.EntityId == entity.Id && fund.Currency == currency)], head, known);
    }

    internal Money Money(long minorUnits) => new(minorUnits, Currency);

    /// <summary>From the first entry to the end of a day.</summary>
    internal async Task<Dictionary<(Account Account, Fund Fund), Totals>> AsOfAsync(DateOnly day)
    {
        var sums = new Dictionary<(Account, Fund), Totals>();
        foreach (var fund in Funds)
            foreach (var (key, sum) in await totals.AsOfAsync(fund, day))
                if (key.Account.Layer == Layer.Actual) sums[(key.Account, fund)] = sums.GetValueOrDefault((key.Account, fund)) + sum;
        return sums;
    }

    /// <summary>Of each day of the span, by account.</summary>
    internal async Task<IReadOnlyList<(DateOnly Day, Account Account, Totals Totals)>> MovementsAsync()
    {
        var moved = new List<(DateOnly, Account, Totals)>();
        foreach (var fund in Funds)
            moved.AddRange((await totals.MovementsAsync(fund, Span)).Where(row => row.Account.Layer == Layer.Actual).Select(row => (row.Day, row.Account, row.Totals)));
        return moved;
    }

    /// <summary>Rows one by one, with the funds, days and moment of this scope as parameters.</summary>
    internal IEnumerable<T> Stream<T>(SqlFile file, IEnumerable<Account> accounts) => reader.Stream<T>(file, new
    {
        funds = ListOf(Funds.Select(fund => fund.Id)),
        first_day = Span.First.ToIso(),
        last_day = Span.Last.ToIso(),
        last_entry = Known.LastEntry,
        accounts = ListOf(accounts.Select(account => account.Id)),
    });

    internal object Numbers(long least, long most) => new
    {
        funds = ListOf(Funds.Select(fund => fund.Id)),
        first_day = Span.First.ToIso(),
        last_day = Span.Last.ToIso(),
        last_entry = Known.LastEntry,
        least,
        most,
    };

    /// <summary>The account of this code and those below it, of all that were in use on a day of the span.</summary>
    internal Outcome<IReadOnlyList<Account>> FamilyOf(string code)
    {
        List<Account> family = [.. Accounts.Where(account => account.Code.StartsWith(code, StringComparison.Ordinal) && account.ValidFrom <= Span.Last && (account.ValidTo is null || Span.First <= account.ValidTo))];
        return family.Exists(account => account.Code == code) ? family
            : Refusal.Of("account-unknown", "account", $"在这段时间没有在用的账内科目“{code}”。请查看科目余额表。", $"No account '{code}' of the statutory books was in use in these days. Look it up in the table of balances.");
    }

    /// <summary>The account right above, by the longest code that this one goes on from; null at the top.</summary>
    internal Account? Above(Account account) => Accounts
        .Where(other => other.Code.Length < account.Code.Length && account.Code.StartsWith(other.Code, StringComparison.Ordinal)
            && other.ValidFrom <= (account.ValidTo ?? DateOnly.MaxValue) && account.ValidFrom <= (other.ValidTo ?? DateOnly.MaxValue))
        .MaxBy(other => other.Code.Length);

    /// <summary>The number of an entry's paper, or the bank's: nothing that somebody wrote of people.</summary>
    internal static string PaperOf(string documentType, string documentId, string? bankReference) =>
        EntryDescription.Of(new SourceDocument(documentType, documentId), bankReference, null, null, false, null);

    private static string ListOf(IEnumerable<long> ids) => JsonSerializer.Serialize(ids.DefaultIfEmpty(0));
}
