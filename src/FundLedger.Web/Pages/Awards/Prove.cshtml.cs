using FundLedger.Awards;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Awards;

/// <summary>What the organisation proves where its award asks for it: social money that came, documents, how content people are. Somebody of the fund agrees before it counts.</summary>
[Needs(Permission.EditOrganisation)]
public sealed class ProveModel(Database database, TimeProvider clock) : AwardPage(database, clock)
{
    public override Bilingual Title => new($"立项 {Award.Number} 证明材料", $"Proofs for award {Award.Number}");

    /// <summary>What the tranches of the award ask to be proved.</summary>
    public IReadOnlyList<ProofKind> Asked { get; private set; } = [];

    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Asked.Select(kind => (kind.ToString(), In(kind.Name())))];

    public IReadOnlyList<(string Value, string Name)> Tranches => [("", In("不针对某一批", "for no tranche")), .. Award.Terms.Tranches.Select(tranche => ($"{tranche.No}", In($"第 {tranche.No} 批", $"Tranche {tranche.No}")))];

    public async Task<IActionResult> OnGetAsync(string number) => await LoadOwnAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadOwnAsync(number)) return NotFound();
        if (!Read().IsDone(out var proof, out var refusal)) return Refused(refusal);
        if (Request.Form.Files.GetFile("document") is not { Length: > 0 } sent) return Refused(Refusal.Of("file-missing", "document", "请选择文件。", "Choose a file."));
        if (!(await KeepAsync(sent, key!, "document")).IsDone(out var kept, out refusal)) return Refused(refusal);
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key!), ProveForAward.Kind, proof with { File = kept.Sha256 }, null, stop: HttpContext.RequestAborted);
        return Answer(outcome, done => new($"证明材料已提交（第 {done.Proposal} 号事项），基金方面同意后生效。", $"The proof is handed in (number {done.Proposal}); it counts once somebody of the fund has agreed."), _ => Path);
    }

    private Outcome<NewProof> Read()
    {
        var kind = Choice<ProofKind>("kind");
        if (!Asked.Contains(kind)) return ProveForAward.NotAsked;
        if (!Day("on").IsDone(out var on, out var refusal)) return refusal;
        Money? money = null;
        BasisPoints? share = null;
        if (kind == ProofKind.Cofunding)
        {
            if (!Amount("amount").IsDone(out var amount, out refusal)) return refusal;
            money = amount;
        }

        if (kind == ProofKind.Satisfaction)
        {
            if (!TypedShare.Read(Posted("share"), "share").IsDone(out var read, out refusal)) return refusal;
            share = read;
        }

        return new NewProof(Award.Number, kind, Posted("what"), on, "", Number("tranche"), money, share, kind == ProofKind.Satisfaction ? Number("respondents") : null);
    }

    private async Task<bool> LoadOwnAsync(string number)
    {
        if (!await LoadAsync(number)) return false;
        Asked = Award.ProofsAskedFor();
        return MayHandIn;
    }
}
