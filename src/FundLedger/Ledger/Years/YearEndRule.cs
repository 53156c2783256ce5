namespace FundLedger.Ledger.Years;

/// <summary>What stands on an account of income, cost or transfer when a year ends; a debit is positive.</summary>
public sealed record YearBalance(Fund Fund, Source Source, Account Account, Money Net);

/// <summary>Entries that go together: what closes some sources of a fund, and what is released by it.</summary>
/// <param name="Release">The same fund's restricted net assets that its costs set free; null where nothing is released.</param>
internal sealed record YearEndPart(EntryDraft Closing, EntryDraft? Release)
{
    internal IEnumerable<EntryDraft> Drafts => Release is null ? [Closing] : [Closing, Release];
    internal int LineCount => Drafts.Sum(draft => draft.Lines.Count);
}

/// <summary>Which entries end a year. Pure: the accounts of the chart say where each balance goes.</summary>
internal static class YearEndRule
{
    /// <summary>Type of the document behind a closing entry; its number is year and closing.</summary>
    internal const string ClosingDocument = "year-end";

    /// <summary>The same, of an entry that releases restricted net assets.</summary>
    internal const string ReleaseDocument = "year-end-release";

    /// <summary>Room for what one more source needs: its counterparts and its release.</summary>
    private const int MostLines = EntryRules.MostLines - 8;

    /// <summary>In the order of the codes of funds and sources; together they bring every one of the balances to nothing.</summary>
    internal static IReadOnlyList<YearEndPart> PartsOf(Entity entity, int year, long closingNo, IEnumerable<YearBalance> balances)
    {
        var parts = new List<YearEndPart>();
        foreach (var fund in balances.Where(balance => !balance.Net.IsZero).GroupBy(balance => balance.Fund).OrderBy(group => group.Key.Code, StringComparer.Ordinal))
        {
            var (closing, release) = (new List<LineDraft>(), new List<LineDraft>());
            foreach (var source in fund.GroupBy(balance => balance.Source).OrderBy(group => group.Key.Code, StringComparer.Ordinal))
            {
                if (closing.Count > 0 && closing.Count + release.Count + source.Count() > MostLines)
                {
                    parts.Add(Part(closing, release));
                    (closing, release) = ([], []);
                }

                Add(closing, release, fund.Key, source.Key, [.. source.OrderBy(balance => balance.Account.Code, StringComparer.Ordinal)]);
            }

            parts.Add(Part(closing, release));
        }

        return parts;

        YearEndPart Part(List<LineDraft> closing, List<LineDraft> release) => new(Draft(ClosingDocument, closing), release.Count == 0 ? null : Draft(ReleaseDocument, release));

        EntryDraft Draft(string document, List<LineDraft> lines) => new(entity, EntryKind.YearClosed, LastDayOf(year), lines) { Document = new SourceDocument(document, DocumentIdOf(year, closingNo)) };
    }

    internal static DateOnly LastDayOf(int year) => new(year, 12, 31);

    internal static string DocumentIdOf(int year, long closingNo) => $"{year}/{closingNo}";

    /// <summary>Each account to nothing, against net assets by type; and of what a restricted source bears outside its own class, the release.</summary>
    private static void Add(List<LineDraft> closing, List<LineDraft> release, Fund fund, Source source, IReadOnlyList<YearBalance> balances)
    {
        var own = source.Restriction == Restriction.None ? AccountRole.UnrestrictedNetAssets : AccountRole.RestrictedNetAssets;
        closing.AddRange(balances.Select(balance => LineDraft.On(balance.Account, fund, source, -balance.Net)));
        foreach (var to in balances.GroupBy(balance => balance.Account.ClosesTo == ClosesTo.Unrestricted ? AccountRole.UnrestrictedNetAssets : own))
        {
            closing.AddRange(to.GroupBy(balance => balance.Account.Type).OrderBy(type => type.Key).Select(Sum).Where(sum => !sum.IsZero).Select(sum => LineDraft.Debit(to.Key, fund, source, sum)));
            var outside = Sum(to);
            if (to.Key == own || outside.IsZero) continue;
            release.Add(LineDraft.Debit(own, fund, source, outside));
            release.Add(LineDraft.Credit(to.Key, fund, source, outside));
        }
    }

    private static Money Sum(IEnumerable<YearBalance> balances) => balances.Select(balance => balance.Net).Aggregate((sum, net) => sum + net);
}
