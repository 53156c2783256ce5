using System.CommandLine;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;

namespace FundLedger.Web.Cli;

/// <summary><c>purpose change</c>.</summary>
internal static class PurposeVerbs
{
    private static readonly (string, ConsentKind)[] Consents = [("donor", ConsentKind.Donor), ("filing", ConsentKind.Filing)];

    internal static Command In(Shell shell) => Commands.Group(shell, "purpose", new("资金用途", "What money is for"), Change(shell));

    private static Command Change(Shell shell)
    {
        var (fund, amount, on, document) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell), EvidenceFile.Option(shell));
        var from = Options.Source(shell, new("原来源", "code of the source it leaves"), "--from", isRequired: true);
        var to = Options.Source(shell, new("新用途的来源", "code of the source of the new purpose"), "--to", isRequired: true);
        var name = Options.Text(shell, "--name", new("名称", "NAME"), new("新来源的名称；没有这一来源时建立", "name of that source, to make it where there is none"));
        var lifts = Options.Flag(shell, "--lift", new("解除限定", "the restriction falls away"));
        var consent = Choices.Option(shell, "--consent", new("依据：捐赠人同意或备案", "what allows it: the donor's consent, or a filing"), Consents, isRequired: true);
        var number = Options.Text(shell, "--consent-number", new("编号", "NUMBER"), new("同意书或备案的编号", "number of the consent or filing"), isRequired: true);
        var reason = Options.Text(shell, "--note", new("文字", "TEXT"), new("事由，可擦除", "why; kept erasable"));
        return WriteVerb.MakeProposing(
            shell, "change", new("变更用途：须有捐赠人同意或备案为证", "Give money another purpose, on the evidence of a consent or filing"), Need.InFund(Permission.Propose, fund),
            [fund, from, to, name, lifts, amount, on, consent, number, document, reason], ChangePurpose.Kind,
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                return (await EvidenceFile.ReadAsync(run, document)).IsDone(out var file, out refusal)
                    ? new PurposeChange(
                        run.Required(fund), run.Required(from), run.Required(to), money, run.Required(on), run.Required(consent), run.Required(number), Evidence.Name(file),
                        run.Value(name), run.Value(lifts), run.Value(reason))
                    : refusal;
            },
            async (run, change) => (await EvidenceFile.ReadAsync(run, document)).IsDone(out var file, out var refusal)
                ? await new ChangePurpose(run.Database).RunAsync(run.Asked, change, file, run.Stop) : refusal,
            done => new($"已变更用途：分录 {done.Entry}，来源 {done.Source}。", $"The purpose is changed: entry {done.Entry}, source {done.Source}."));
    }
}
