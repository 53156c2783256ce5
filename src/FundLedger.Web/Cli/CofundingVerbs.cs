using System.CommandLine;
using FundLedger.Cofunding;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>cofunding require|prove|end|show</c>.</summary>
internal static class CofundingVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "cofunding", new("社会资金要求与证明", "Social money that must stand beside public money"), Require(shell), Prove(shell), End(shell), Show(shell));

    private static Command Require(Shell shell)
    {
        var (fund, document) = (Options.Fund(shell), Options.Document(shell));
        var share = Options.Text(shell, "--share", new("百分比", "PERCENT"), new("社会资金占公共与社会资金之和的最低比例，如 40", "least share of social money in public and social money together, such as 40"), isRequired: true);
        var from = Options.Date(shell, "--from", new("自哪一天起", "first day"), isRequired: true);
        var to = Options.Date(shell, "--to", new("至哪一天（默认：不定）", "last day (default: open)"));
        var reference = Options.Reference(shell, new("规定此要求的文件号", "number of the document that asks for it"), isRequired: true);
        return WriteVerb.Make(
            shell, "require", new("公共资金转入须有社会资金证明", "Let public money into a fund only beside proved social money"), Need.InFund(Permission.RecordMoney, fund), [fund, share, from, to, reference, document],
            async run =>
            {
                if (!TypedShare.Read(run.Required(share), "share").IsDone(out var least, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(document)).IsDone(out var file, out refusal)) return refusal;
                return await new RequireCofunding(run.Database).RunAsync(
                    run.Asked, new NewCofundingRequirement(run.Required(fund), least, run.Required(from), run.Required(reference), run.Has(to) ? run.Value(to) : null, file), run.Stop);
            },
            done => new($"已登记第 {done.Requirement} 号要求。", $"Requirement {done.Requirement} is recorded."));
    }

    private static Command Prove(Shell shell)
    {
        var (fund, amount, on, document) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell), EvidenceFile.Option(shell));
        var what = Options.Text(shell, "--what", new("文字", "TEXT"), new("是谁的资金、存放何处", "whose money it is and where it lies"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "prove", new("登记社会资金证明，由他人复核", "Record proof of social money; another checks it"), Need.InFund(Permission.Propose, fund), [fund, amount, on, what, document], ProveCofunding.Kind,
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                return (await EvidenceFile.ReadAsync(run, document)).IsDone(out var file, out refusal)
                    ? new NewCofundingProof(run.Required(fund), money, run.Required(on), run.Required(what), Evidence.Name(file)) : refusal;
            },
            async (run, proof) => (await EvidenceFile.ReadAsync(run, document)).IsDone(out var file, out var refusal)
                ? await new ProveCofunding(run.Database).RunAsync(run.Asked, proof, file, run.Stop) : refusal,
            done => new($"已登记第 {done.Proof} 号证明。", $"Proof {done.Proof} is recorded."));
    }

    private static Command End(Shell shell)
    {
        var fund = Options.Fund(shell);
        var requirement = new Option<long>("--requirement") { Description = shell.In("要求的编号", "number of the requirement"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        var on = Options.Date(shell, "--on", new("最后一天", "last day on which it is asked for"), isRequired: true);
        var reason = Options.Text(shell, "--note", new("文字", "TEXT"), new("事由", "why it ends"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "end", new("结束一项社会资金要求", "End a requirement"), Need.InFund(Permission.Propose, fund), [fund, requirement, on, reason], EndCofunding.Kind,
            run => Task.FromResult<Outcome<CofundingEnd>>(new CofundingEnd(run.Required(requirement), run.Required(on), run.Required(reason), run.Required(fund))),
            (run, end) => new EndCofunding(run.Database).RunAsync(run.Asked, end, run.Stop),
            done => new($"第 {done.Requirement} 号要求至 {done.LastDay.ToIso()} 止。", $"Requirement {done.Requirement} ends on {done.LastDay.ToIso()}."));
    }

    private static Command Show(Shell shell)
    {
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("基金（默认：全部）", "fund (default: all)"));
        return ReadVerb.MakeShowing<(IReadOnlyList<CofundingState> States, IReadOnlyList<CofundingProof> Proofs)>(
            shell, "show", new("社会资金要求、证明与余地", "Requirements, proofs, and what public money may still move in"), [fund],
            async (run, reader, books) =>
            {
                Fund? of = null;
                if (run.Value(fund) is { } code)
                {
                    if (!books.Fund(code).IsDone(out var named, out var refusal)) return refusal;
                    of = named;
                }

                return new Outcome<(IReadOnlyList<CofundingState> States, IReadOnlyList<CofundingProof> Proofs)>.Done(
                    (await CofundingReading.StatesAsync(reader, books, of), await CofundingReading.ProofsAsync(reader, books, of)));
            },
            (_, to, shown) =>
            {
                TextTable.Write(
                    to,
                    [
                        shell.In("编号", "No."), shell.In("基金", "Fund"), shell.In("比例", "Share"), shell.In("自", "From"), shell.In("至", "To"), shell.In("文件", "Document"),
                        shell.In("公共资金", "Public"), shell.In("须证明", "Needed"), shell.In("已证明", "Proved"), shell.In("还可转入", "Room"),
                    ],
                    [.. shown.States.Select(state => new[]
                    {
                        $"{state.Requirement.Id}", state.Requirement.Fund.Code, $"{state.Requirement.Share}", state.Requirement.FirstDay.ToIso(), state.Requirement.LastDay?.ToIso() ?? "", state.Requirement.Document,
                        state.PublicMoney.ToGroupedText(), state.Needed.ToGroupedText(), state.Proved.ToGroupedText(), state.Room.ToGroupedText(),
                    })], rightAligned: [0, 6, 7, 8, 9]);
                TextTable.Write(
                    to, [shell.In("证明", "Proof"), shell.In("基金", "Fund"), shell.In("日期", "Date"), shell.In("金额", "Amount"), shell.In("内容", "What"), shell.In("复核事项", "Proposal")],
                    [.. shown.Proofs.Select(proof => new[] { $"{proof.Id}", proof.Fund.Code, proof.On.ToIso(), proof.Amount.ToGroupedText(), proof.What, $"{proof.Proposal}" })], rightAligned: [0, 3]);
            },
            shown => new
            {
                Requirements = shown.States.Select(state => new
                {
                    state.Requirement.Id, Fund = state.Requirement.Fund.Code, SharePoints = state.Requirement.Share.Value, state.Requirement.FirstDay, state.Requirement.LastDay, state.Requirement.Document,
                    state.PublicMoney, state.Needed, state.Proved, state.Room,
                }),
                Proofs = shown.Proofs.Select(proof => new { proof.Id, Fund = proof.Fund.Code, proof.On, proof.Amount, proof.What, proof.Evidence, proof.Maker, proof.Proposal }),
            });
    }
}
