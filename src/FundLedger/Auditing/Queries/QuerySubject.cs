using System.Globalization;
using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;

namespace FundLedger.Auditing.Queries;

/// <summary>What a query is about, as the books have it.</summary>
/// <param name="Fund">Null where it is of no one fund.</param>
internal sealed record QuerySubject(EntryId? Entry, Entity Entity, Fund? Fund)
{
    internal static async Task<Outcome<QuerySubject>> OfAsync(LedgerReader reader, Books books, QueryWanted wanted)
    {
        var code = wanted.Code.Trim();
        switch (wanted.About)
        {
            case QueryAbout.Fund:
                return books.Fund(code, "code").IsDone(out var named, out var unknown) ? new QuerySubject(null, books.Entity(named.EntityId), named) : unknown;
            case QueryAbout.Entry:
                return long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await OfEntryAsync(reader, books, new EntryId(number)) : NoEntry(code);
            case QueryAbout.SampleItem:
                var parts = code.Split(':');
                if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sample) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var no)
                    || await Samples.FindAsync(reader, books, sample) is not { } drawn || (await Samples.ItemsAsync(reader, books, drawn)).FirstOrDefault(item => item.No == no) is not { } item)
                    return Refusal.Of("item-unknown", "code", $"没有样本项目“{code}”。请写如 12:3，即第 12 号样本第 3 项。", $"There is no item '{code}' of a sample. Write it like 12:3, for item 3 of sample 12.");
                return new QuerySubject(item.Entry, drawn.Entity, item.Fund);
            default:
                return OfAddress(books, wanted, code);
        }
    }

    private static async Task<Outcome<QuerySubject>> OfEntryAsync(LedgerReader reader, Books books, EntryId id)
    {
        if (await JournalReading.FindAsync(reader, id, books) is not { } entry) return NoEntry($"{id}");
        return new QuerySubject(id, entry.Entity, entry.Lines.Select(line => line.Fund).Distinct().ToList() is [var only] ? only : null);
    }

    private static Outcome<QuerySubject> OfAddress(Books books, QueryWanted wanted, string code)
    {
        if (!code.StartsWith('/') || code.StartsWith("//", StringComparison.Ordinal) || code.Any(letter => letter == '\\' || char.IsControl(letter) || char.IsWhiteSpace(letter)))
            return Refusal.Of("address", "code", "请给出本站的地址，以一个斜杠开头，如 /reports/balance-sheet?…", "Give an address of this site, from its first slash, such as /reports/balance-sheet?…");
        if (KeptText.SiteAddress.RefusalFor(code, "code") is { } tooLong) return tooLong;
        if (wanted.Fund is { Length: > 0 } fundCode) return books.Fund(fundCode).IsDone(out var fund, out var unknown) ? new QuerySubject(null, books.Entity(fund.EntityId), fund) : unknown;
        return books.EntityOrOnly(wanted.Entity is { Length: > 0 } named ? named : null).IsDone(out var entity, out var refusal) ? new QuerySubject(null, entity, null) : refusal;
    }

    private static Refusal NoEntry(string code) => Refusal.Of("entry-unknown", "code", $"没有分录“{code}”。", $"There is no entry '{code}'.");
}
