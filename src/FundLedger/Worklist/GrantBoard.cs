using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;

namespace FundLedger.Worklist;

/// <summary>Applications in one status, in one currency.</summary>
/// <param name="Amount">Asked for.</param>
public sealed record ApplicationColumn(ApplicationStatus Status, int Count, Money Amount);

/// <summary>Awards in one stage, in one currency.</summary>
/// <param name="Amount">As their last versions say.</param>
public sealed record AwardColumn(AwardStage Stage, int Count, Money Amount);

/// <summary>What the journal says of the awards that one source of money, or one programme, bears.</summary>
/// <param name="Committed">Promised and not released.</param>
/// <param name="Owed">Released and not paid.</param>
/// <param name="Paid">Paid, less what was claimed back.</param>
public sealed record AwardMoney(string Code, Bilingual Name, Money Committed, Money Owed, Money Paid)
{
    public Money Awarded => Committed + Owed + Paid;

    /// <summary>What is still to be paid.</summary>
    public Money Left => Committed + Owed;
}

/// <summary>Where all grants stand: applications and awards by stage, money by programme and by source. So many queries for however many awards.</summary>
/// <param name="ByProgramme">By code; a programme has a row for each currency.</param>
/// <param name="BySource">By code of the source.</param>
public sealed record GrantBoard(IReadOnlyList<ApplicationColumn> Applications, IReadOnlyList<AwardColumn> Awards, IReadOnlyList<AwardMoney> ByProgramme, IReadOnlyList<AwardMoney> BySource)
{
    private static readonly SqlFile SumApplications = new("worklist/sum_applications");
    private static readonly SqlFile SumAwards = new("worklist/sum_awards");
    private static readonly SqlFile SumMoney = new("worklist/sum_award_money");

    /// <param name="sees">Whether the one who looks reads a fund: others are left out of everything.</param>
    /// <param name="round">Code of one round; empty for all.</param>
    public static async Task<GrantBoard> OfAsync(LedgerReader reader, Books books, Func<Fund, bool> sees, DateOnly today, string round = "")
    {
        bool Sees(long fund) => sees(books.Fund(fund));
        var applications = (await reader.QueryAsync<ApplicationsRow>(SumApplications, new { round })).Where(row => Sees(row.FundId));
        var awards = (await reader.QueryAsync<AwardsRow>(SumAwards, new { round, today = today.ToIso() })).Where(row => Sees(row.FundId));
        var money = (await reader.QueryAsync<MoneyRow>(SumMoney, new { round })).Where(row => Sees(row.FundId)).ToList();
        return new GrantBoard(
            [.. applications.GroupBy(row => (Status: StoredWords.Read<ApplicationStatus>(row.Status), books.Fund(row.FundId).Currency)).OrderBy(group => group.Key.Status).ThenBy(group => group.Key.Currency.Code)
                .Select(group => new ApplicationColumn(group.Key.Status, (int)group.Sum(row => row.HowMany), new Money(group.Sum(row => row.AmountMinor), group.Key.Currency)))],
            [.. awards.GroupBy(row => (Stage: row.StageOn(today), books.Fund(row.FundId).Currency)).OrderBy(group => group.Key.Stage).ThenBy(group => group.Key.Currency.Code)
                .Select(group => new AwardColumn(group.Key.Stage, (int)group.Sum(row => row.HowMany), new Money(group.Sum(row => row.AmountMinor), group.Key.Currency)))],
            MoneyBy(books, money, row => (row.ProgrammeCode, new Bilingual(row.NameZh, row.NameEn))),
            MoneyBy(books, money, row => (books.Source(row.SourceId).Code, NameOf(books.Source(row.SourceId)))));
    }

    private static Bilingual NameOf(Source source) => source.Name.Length > 0 ? Bilingual.Same(source.Name) : source.Kind.Name();

    private static IReadOnlyList<AwardMoney> MoneyBy(Books books, IEnumerable<MoneyRow> rows, Func<MoneyRow, (string Code, Bilingual Name)> what) =>
        [.. rows.GroupBy(row => (What: what(row), books.Fund(row.FundId).Currency)).OrderBy(group => group.Key.What.Code, StringComparer.Ordinal).ThenBy(group => group.Key.Currency.Code).Select(group =>
        {
            Money Of(AccountRole role, int sign) => new(sign * group.Where(row => row.Role == role.ToString()).Sum(row => row.AmountMinor), group.Key.Currency);
            var owed = Of(AccountRole.GrantsPayable, -1);
            return new AwardMoney(group.Key.What.Code, group.Key.What.Name, Of(AccountRole.Committed, 1), owed, Of(AccountRole.GrantsExpense, 1) - owed);
        })];

    private sealed record ApplicationsRow
    {
        public string RoundCode { get; init; } = "";
        public long FundId { get; init; }
        public string Status { get; init; } = "";
        public long HowMany { get; init; }
        public long AmountMinor { get; init; }
    }

    private sealed record AwardsRow
    {
        public long FundId { get; init; }
        public string Status { get; init; } = "";
        public long IsPublished { get; init; }
        public long IsObjected { get; init; }
        public long IsSigned { get; init; }
        public long HowMany { get; init; }
        public long AmountMinor { get; init; }

        internal AwardStage StageOn(DateOnly today) => AwardStages.Of(StoredWords.Read<AwardStatus>(Status), IsPublished == 1 ? today : today.AddDays(-1), (int)IsObjected, IsSigned == 1, today);
    }

    private sealed record MoneyRow
    {
        public string ProgrammeCode { get; init; } = "";
        public string NameZh { get; init; } = "";
        public string NameEn { get; init; } = "";
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Role { get; init; } = "";
        public long AmountMinor { get; init; }
    }
}
