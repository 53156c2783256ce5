using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Import;

/// <summary>What the import's pages share.</summary>
public abstract class ImportPage(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Import;

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private protected set; } = [];

    public virtual Bilingual ProblemsLead => new("没有导入，请先更正：", "Nothing was imported. Please mend:");

    public Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    /// <summary>A list is theirs to work with when the fund it goes into is.</summary>
    protected bool IsTheirs(Books books, string fund) => books.FindFund(fund) is { } known && May(Permission.RecordMoney, books.TargetOf(known));

    internal static string DayOf(long microseconds) => Moments.DayInShanghai(microseconds).ToIso();

    internal ChoiceField FundField(Books books, string value, bool hasFocus = false) => new(
        "fund", new("导入到哪个基金", "Into which fund"),
        [("", In("请选择", "Choose"), false), .. Who.FundsWithin(Permission.RecordMoney, books, Today).Select(fund => (fund.Code, $"{fund.Code} {fund.Name} · {fund.Currency.Code}", true))], value, Language, null, RefusalOf("fund"), hasFocus);
}
