using System.CommandLine;
using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>donor erase</c>, <c>duplicates</c>, <c>merge</c>, <c>part</c>.</summary>
internal static class DonorVerbs
{
    private const int MostGroups = 1_000;

    internal static Command In(Shell shell) => Commands.Group(shell, "donor", new("捐赠人", "Donors"), Erase(shell), Duplicates(shell), Merge(shell), Part(shell));

    private static Command Duplicates(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<PossibleDuplicate>>(
        shell, "duplicates", new("找出可能重复的捐赠人：写法或读音相同，姓名遮盖", "Look for donors that may be the same: written or read alike, names masked"), [],
        async (_, reader, _) => (await DonorDuplicates.FindAsync(reader, MostGroups)).ToArray(),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("捐赠人", "Donors"), shell.In("为什么", "Why")],
            [.. shown.Select(group => new[] { string.Join(", ", group.Donors.Select(donor => $"{donor.Id} {donor.Name}")), shell.In(group.Reason.Name()) })]),
        shown => shown.Select(group => new { Reason = Choices.Dashed(group.Reason.ToString()), Donors = group.Donors.Select(donor => new { donor.Id, donor.Name }) }));

    private static Command Merge(Shell shell)
    {
        var (donor, into) = (Number(shell, "--donor", new("这一位的编号", "number of the one who is the other")), Number(shell, "--into", new("并入的编号", "number of the one whose number and name stand")));
        return WriteVerb.Make(
            shell, "merge", new("合并两位捐赠人：名单和汇总归在一人名下，账目不变，可取消", "Merge two donors: lists and summaries are one's, the books stay as they are, and it can be undone"), Need.OverAll(Permission.RecordMoney), [donor, into],
            run => new MergeDonors(run.Database).RunAsync(run.Asked, new DonorMerge(run.Required(donor), run.Required(into)), run.Stop),
            done => new($"第 {done.Donor} 号捐赠人已并入第 {done.Into} 号。", $"Donor no. {done.Donor} is merged into no. {done.Into}."));
    }

    private static Command Part(Shell shell)
    {
        var donor = Number(shell, "--donor", new("已并入别人的捐赠人的编号", "number of a donor that was merged into another"));
        return WriteVerb.Make(
            shell, "part", new("取消合并", "Undo a merge"), Need.OverAll(Permission.RecordMoney), [donor],
            run => new PartDonors(run.Database).RunAsync(run.Asked, run.Required(donor), run.Stop),
            done => new($"第 {done.Donor} 号捐赠人不再并入第 {done.From} 号。", $"Donor no. {done.Donor} is no longer merged into no. {done.From}."));
    }

    private static Option<long> Number(Shell shell, string name, Bilingual description) => new(name) { Description = shell.In(description), HelpName = shell.In("编号", "NUMBER"), Required = true };


    private static Command Erase(Shell shell)
    {
        var name = Options.Text(shell, "--name", new("姓名", "NAME"), new("账本中的全名", "the full name as it stands in the books"), isRequired: true);
        return WriteVerb.Make(
            shell, "erase", new("擦除一位捐赠人的姓名和备注；金额、日期和校验值不变", "Remove a donor's name and texts; amounts, dates and hashes stand"), Need.OverAll(Permission.ErasePeople), [name],
            run => new EraseDonor(run.Database).RunAsync(run.Asked, run.Required(name), run.Stop),
            done => new($"已擦除，涉及捐款 {done.GiftCount} 笔。", $"It is erased; {done.GiftCount} gift(s) now name nobody."));
    }
}
