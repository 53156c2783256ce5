using System.CommandLine;
using FundLedger.Donors;
using FundLedger.People.Roles;

namespace FundLedger.Web.Cli;

/// <summary><c>donor erase</c>.</summary>
internal static class DonorVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "donor", new("捐赠人", "Donors"), Erase(shell));

    private static Command Erase(Shell shell)
    {
        var name = Options.Text(shell, "--name", new("姓名", "NAME"), new("账本中的全名", "the full name as it stands in the books"), isRequired: true);
        return WriteVerb.Make(
            shell, "erase", new("擦除一位捐赠人的姓名和备注；金额、日期和校验值不变", "Remove a donor's name and texts; amounts, dates and hashes stand"), Need.OverAll(Permission.ErasePeople), [name],
            run => new EraseDonor(run.Database).RunAsync(run.Asked, run.Required(name), run.Stop),
            done => new($"已擦除，涉及捐款 {done.GiftCount} 笔。", $"It is erased; {done.GiftCount} gift(s) now name nobody."));
    }
}
