using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Disclosures;

/// <summary>What is to be published, month by month, and how far it is.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MonthsBack = 6;
    private const int MonthsAhead = 6;

    public override Part Where => Part.Disclosures;
    public override Bilingual Title => new("信息公开日历", "Disclosure calendar");

    public string From { get; private set; } = "";
    public string To { get; private set; } = "";
    public string Fund { get; private set; } = "";
    public string State { get; private set; } = "";

    /// <summary>Why nothing is shown; null where something is.</summary>
    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyList<DisclosureWork> Works { get; private set; } = [];

    /// <summary>No entity said yet from when on it publishes.</summary>
    public bool IsUnset { get; private set; }

    internal IEnumerable<IGrouping<DateOnly, DisclosureWork>> Months => Works.GroupBy(work => new DateOnly(work.Item.DueOn.Year, work.Item.DueOn.Month, 1));

    internal string NameOf(DateOnly month) => Language == Language.Zh ? $"{month.Year} 年 {month.Month} 月" : month.ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The page of one.</summary>
    internal static string PathOf(string key) => $"/disclosures/{key}";

    public async Task OnGetAsync(string? from, string? to, string? fund, string? state)
    {
        var month = new DateOnly(Today.Year, Today.Month, 1);
        (From, To) = (from is { Length: > 0 } ? from : month.AddMonths(-MonthsBack).ToIso(), to is { Length: > 0 } ? to : month.AddMonths(MonthsAhead + 1).AddDays(-1).ToIso());
        (Fund, State) = (fund ?? "", state ?? "");
        if (!IsoDates.TryParse(From, out var first)) Refusal = Unreadable("from", From);
        if (!IsoDates.TryParse(To, out var last)) Refusal ??= Unreadable("to", To);
        Refusal ??= Worklist.DueCalendar.RefusalFor(first, last);
        await ReadAsync(async (reader, books) =>
        {
            Funds = [.. Who.FundsWithin(Permission.ReadLedger, books, Today)];
            IsUnset = (await DisclosureReading.SettingsAsync(reader, books)).Count == 0;
            if (Refusal is null)
                Works = [.. (await DisclosureReading.DueAsync(reader, books, new DateSpan(first, last))).Where(work => May(Permission.ReadLedger, DisclosureRules.TargetOf(work.Item))
                    && (Fund.Length == 0 || work.Item.Fund?.Code == Fund) && (State.Length == 0 || $"{work.StateOn(Today)}" == State))];
        });
    }

    private static Refusal Unreadable(string field, string text) => Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31.");
}
