using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Worklist;

namespace FundLedger.Web.Pages.Calendar;

/// <summary>What falls due, month by month, with the money that leaves and comes: for those who read funds what their programmes hold, for an organisation's people their own.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class DueModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MonthsAhead = 6;

    public override Part Where => Part.Work;
    public override Bilingual Title => new("到期日历", "What falls due");

    public string From { get; private set; } = "";
    public string To { get; private set; } = "";

    /// <summary>Why nothing is shown; null where something is.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Null where the days were refused.</summary>
    public DueCalendar? Due { get; private set; }

    internal IEnumerable<IGrouping<DateOnly, DueItem>> Months => Due!.Items.GroupBy(item => new DateOnly(item.Day.Year, item.Day.Month, 1));

    internal IEnumerable<DueMonth> MoneyOf(DateOnly month) => Due!.Months.Where(one => one.First == month);

    /// <summary>A day that has passed and whose thing is not done.</summary>
    internal bool IsLate(DueItem item) => item.Day < Today && item is { IsDone: false, Kind: DueKind.Tranche or DueKind.Instalment or DueKind.Report or DueKind.Evaluation };

    internal string NameOf(DateOnly month) => Language == Language.Zh ? $"{month.Year} 年 {month.Month} 月" : month.ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public async Task OnGetAsync(string? from, string? to)
    {
        var first = new DateOnly(Today.Year, Today.Month, 1);
        (From, To) = (from is { Length: > 0 } ? from : first.ToIso(), to is { Length: > 0 } ? to : first.AddMonths(MonthsAhead).AddDays(-1).ToIso());
        if (!IsoDates.TryParse(From, out first)) Refusal = Unreadable("from", From);
        if (!IsoDates.TryParse(To, out var last)) Refusal ??= Unreadable("to", To);
        Refusal ??= DueCalendar.RefusalFor(first, last);
        if (Refusal is null) await ReadAsync(async (reader, books) => Due = await DueCalendar.OfAsync(reader, books, Who.Grants, first, last, Now));
    }

    private static Refusal Unreadable(string field, string text) => Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31.");
}
