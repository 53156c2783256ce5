namespace FundLedger.Ledger.Years;

/// <summary>A line that ends a year; a debit is positive.</summary>
public sealed record YearEndLine(Account Account, Source Source, Money Amount);

/// <summary>An entry that ends a year, posted or not yet.</summary>
/// <param name="Entry">Its number; null while it is only shown.</param>
/// <param name="IsRelease">It releases restricted net assets for what restricted money bore.</param>
public sealed record YearEndEntry(EntryId? Entry, Fund Fund, bool IsRelease, IReadOnlyList<YearEndLine> Lines);

/// <summary>What closing a year would post. Nothing is written.</summary>
/// <param name="NotNow">Why it would be refused; null when it may be closed.</param>
/// <param name="Warnings">What to look at first; none of it is in the way.</param>
public sealed record YearPreview(Entity Entity, int Year, Refusal? NotNow, IReadOnlyList<Bilingual> Warnings, IReadOnlyList<YearEndEntry> Entries)
{
    public static async Task<YearPreview> OfAsync(LedgerReader reader, Books books, Entity entity, int year, DateOnly today)
    {
        if (YearEndCheck.RefusalForYear(year) is { } noYear) return new YearPreview(entity, year, noYear, [], []);
        var notNow = await YearEndCheck.RefusalForAsync(reader, books, entity, year, today);
        var last = YearEndRule.LastDayOf(year);
        var (_, closings) = await PeriodMoves.StandingAsync(reader, entity, YearEndCheck.LastMonthOf(year));
        var parts = YearEndRule.PartsOf(entity, year, closings + 1, await YearEnds.BalancesAsync(reader, books, entity, last));
        var entries = parts.SelectMany(part => part.Drafts.Select(draft => new YearEndEntry(null, draft.Lines[0].Fund, draft == part.Release,
            [.. draft.Lines.Select(line => new YearEndLine(line.Account ?? books.FindAccount(entity, line.Role!.Value, last)!, line.Source, line.Amount))])));
        return new YearPreview(entity, year, notNow, await WarningsAsync(reader, books, entity, year), [.. entries]);
    }

    private static async Task<IReadOnlyList<Bilingual>> WarningsAsync(LedgerReader reader, Books books, Entity entity, int year)
    {
        var (last, warnings) = (YearEndRule.LastDayOf(year), new List<Bilingual>());
        foreach (var open in (await YearEnds.SuspenseAsync(reader, books, entity, last)).GroupBy(open => open.Fund))
        {
            var amount = -open.Select(balance => balance.Net).Aggregate((sum, net) => sum + net);
            warnings.Add(new($"基金 {open.Key.Code} 年末尚有待查款项 {amount.ToGroupedText()}，不计入当年收入。", $"Fund {open.Key.Code} has {amount} in suspense at the end of the year, which is no income of it."));
        }

        if ((await YearEnds.BalancesAsync(reader, books, entity, YearEndRule.LastDayOf(year - 1))).Count > 0)
            warnings.Add(new("以前年度没有年结，其收入和费用随本年一并结转。", "Earlier years were not closed: their income and costs go to net assets together with this year's."));
        if (entity.Chart == Chart.Npo2026.Code)
            warnings.Add(new("新制度（2026 年起）的结转办法来自二手资料，请对照正式附录核对。", "How the 2026 rules close a year comes from secondary sources: check against the official appendix."));
        return warnings;
    }
}

/// <summary>An entry that restricted money bore, by which its restriction was met.</summary>
/// <param name="PaidBy">The entry that paid it later; null when it paid by itself, or is owed still.</param>
public sealed record ReleasingCost(EntryId Entry, EntryKind Kind, DateOnly On, SourceDocument Document, Money Amount, EntryId? PaidBy);

/// <summary>What a closing released of a source's restricted net assets in a fund, and for what.</summary>
/// <param name="Costs">By day; the latest are left out of a long list.</param>
/// <param name="CostCount">Of all.</param>
public sealed record YearRelease(EntryId Entry, Fund Fund, Source Source, Money Amount, IReadOnlyList<ReleasingCost> Costs, long CostCount);

/// <summary>What the closing of a year posted, and what was released by it.</summary>
public sealed record YearShown(ClosedYear Of, IReadOnlyList<YearEndEntry> Entries, IReadOnlyList<YearRelease> Releases)
{
    private static readonly SqlFile ListCosts = new("ledger/list_releasing_costs");

    /// <param name="mostCosts">Of each source in a fund.</param>
    public static async Task<YearShown> OfAsync(LedgerReader reader, Books books, ClosedYear year, int mostCosts = 100)
    {
        var (entries, releases) = (new List<YearEndEntry>(), new List<YearRelease>());
        var before = (await YearEnds.ListAsync(reader, books)).Where(known => known.Entity.Id == year.Entity.Id && known.Year < year.Year).Select(known => (int?)known.Year).Max();
        foreach (var id in await YearEnds.EntriesAsync(reader, year.Entity, year.Year))
        {
            var entry = (await JournalReading.FindAsync(reader, id, books))!;
            var shown = new YearEndEntry(id, entry.Lines[0].Fund, entry.Document.Type == YearEndRule.ReleaseDocument, [.. entry.Lines.Select(line => new YearEndLine(line.Account, line.Source, line.Amount))]);
            entries.Add(shown);
            if (!shown.IsRelease) continue;
            foreach (var source in shown.Lines.Where(line => line.Account.Role == AccountRole.RestrictedNetAssets))
                releases.Add(await ReleaseAsync(reader, year, shown, source, before, mostCosts));
        }

        return new YearShown(year, entries, releases);
    }

    private static async Task<YearRelease> ReleaseAsync(LedgerReader reader, ClosedYear year, YearEndEntry entry, YearEndLine line, int? closedBefore, int most)
    {
        var rows = await reader.QueryAsync<CostRow>(ListCosts, new
        {
            fund_id = entry.Fund.Id,
            source_id = line.Source.Id,
            first_day = (closedBefore is { } earlier ? YearEndRule.LastDayOf(earlier).AddDays(1) : DateOnly.MinValue).ToIso(),
            last_day = YearEndRule.LastDayOf(year.Year).ToIso(),
            row_count = most,
        });
        return new YearRelease(entry.Entry!.Value, entry.Fund, line.Source, line.Amount, [.. rows.Select(row => row.ToCost(entry.Fund.Currency))], rows.Select(row => row.CostCount).FirstOrDefault());
    }

    private sealed record CostRow
    {
        public long EntryId { get; init; }
        public string Kind { get; init; } = "";
        public string OccurredOn { get; init; } = "";
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public long AmountMinor { get; init; }
        public long? PaidBy { get; init; }
        public long CostCount { get; init; }

        internal ReleasingCost ToCost(Currency currency) => new(
            new EntryId(EntryId), EntryKind.Of(Kind), DateOnly.Parse(OccurredOn, System.Globalization.CultureInfo.InvariantCulture), new SourceDocument(DocumentType, DocumentId),
            new Money(AmountMinor, currency), PaidBy is { } paid ? new EntryId(paid) : null);
    }
}
