using System.Globalization;
using FundLedger.Calendar;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Calendar;

/// <summary>The holidays and make-up days of a year, by which periods in working days are counted.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    public override Part Where => Part.Organisations;
    public override Bilingual Title => new("工作日历", "Working days");

    public int Year { get; private set; }
    public WorkingDays Days { get; private set; } = null!;

    public IReadOnlyList<CalendarDay> OfYear => [.. Days.Days.Where(day => day.Day.Year == Year)];

    public bool MayKeep => MayEverywhere(Permission.RecordMoney) || MayEverywhere(Permission.ManageFunds);

    /// <summary>How many days of the year are worked.</summary>
    public int WorkedCount => Days.Between(new DateOnly(Year, 1, 1).AddDays(-1), new DateOnly(Year, 12, 31));

    internal string WeekdayOf(DateOnly day) => day.ToString("dddd", CultureInfo.GetCultureInfo(Language == Language.Zh ? "zh-CN" : "en"));

    public Task OnGetAsync(int? year)
    {
        Year = year is >= FirstYear and <= LastYear ? year.Value : Today.Year;
        return ReadAsync(async (reader, _) => Days = await WorkingDays.LoadAsync(reader));
    }
}
