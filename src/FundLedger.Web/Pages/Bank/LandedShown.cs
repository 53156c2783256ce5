using FundLedger.Banking.Running;
using FundLedger.Banking.Statements;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Bank;

/// <summary>A statement that was taken in, as its section is drawn.</summary>
/// <param name="Gaps">Between the account's statements.</param>
internal sealed record LandedShown(StatementLanded Landed, IReadOnlyList<StatementGap> Gaps, Language Language)
{
    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;
}
