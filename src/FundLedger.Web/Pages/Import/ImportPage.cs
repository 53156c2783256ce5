using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>What the import's pages share.</summary>
public abstract class ImportPage(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Import;

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private protected set; } = [];

    public virtual Bilingual ProblemsLead => new("没有导入，请先更正：", "Nothing was imported. Please mend:");

    public Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    internal static string DayOf(long microseconds) => Moments.DayInShanghai(microseconds).ToIso();

    internal ChoiceField FundField(Books books, string value, bool hasFocus = false) => new(
        "fund", new("导入到哪个基金", "Into which fund"),
        [("", In("请选择", "Choose"), false), .. books.Funds.Select(fund => (fund.Code, $"{fund.Code} {fund.Name} · {fund.Currency.Code}", true))], value, Language, null, RefusalOf("fund"), hasFocus);
}
