using System.Net.Mime;
using FundLedger.Awards;
using FundLedger.Cofunding;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>The file that is to prove what a proposal asks for, to save and never to be shown by the browser: somebody else wrote it.</summary>
internal static class ProposalEvidence
{
    internal static void MapProposalEvidence(this WebApplication app) => app.MapGet("/approvals/{number:long}/evidence", async (long number, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) =>
    {
        var (name, content) = await database.ReadAsync(async reader =>
        {
            var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
            if (await Proposals.FindAsync(reader, number) is not { } proposal || !context.Features.GetRequiredFeature<SignedIn>().MaySee(proposal, today) || ShaOf(proposal) is not { } sha256) return (null, null);
            return await Evidence.FileNameAsync(reader, sha256) is { } fileName ? (fileName, await Attachments.FindAsync(reader, Convert.FromHexString(sha256))) : (null, null);
        }, stop);
        if (content is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "proposal", $"{number}"));
        return Results.File(content, MediaTypeNames.Application.Octet, name);
    }).Needs(Permission.ReadLedger);

    private static string? ShaOf(Proposal proposal) => proposal.Payload is not { } payload ? null
        : proposal.Kind == ProveCofunding.Kind.Code ? ProveCofunding.Kind.Read(payload).Evidence
        : proposal.Kind == ChangePurpose.Kind.Code ? ChangePurpose.Kind.Read(payload).Evidence
        : proposal.Kind == AdjustPriorYear.Kind.Code ? AdjustPriorYear.Kind.Read(payload).Evidence
        : proposal.Kind == ProveForAward.Kind.Code ? ProveForAward.Kind.Read(payload).File
        : null;
}
