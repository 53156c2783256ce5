using System.Net.Mime;
using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>Files of applications, to save and never to be shown by the browser: to those who may read the application, and to its reviewers.</summary>
internal static class ApplicationFiles
{
    internal static void MapApplicationFiles(this WebApplication app)
    {
        app.MapGet("/applications/{number}/files/{sha256:length(64)}", OfApplicationAsync).Needs(Permission.ReadOrganisation, Permission.ReadLedger);
        app.MapGet("/reviews/{review:long}/files/{sha256:length(64)}", OfReviewAsync).Needs(Permission.Review);
    }

    /// <summary>Of the application that a reviewer reads, while nothing shuts it.</summary>
    internal static Task<IResult> OfReviewAsync(long review, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) => SendAsync(context, database, sha256, async reader =>
        await ReviewReading.OpenAsync(reader, context.Features.GetRequiredFeature<SignedIn>().Person.Id, review, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()))) is { Content: { } content } open
            && content.Files.Any(file => file.Sha256 == sha256) ? open.Assignment.Number : null, stop);

    internal static Task<IResult> OfApplicationAsync(string number, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) => SendAsync(context, database, sha256, async reader =>
    {
        var (me, today) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
        if (await ApplicationReading.FindAsync(reader, number) is not { } application) return null;
        return me.MayRead(application, (await ApplicationReading.MembersAsync(reader, application)).Any(member => member.Person == me.Person.Id), today) ? application.Number : null;
    }, stop);

    /// <param name="numberOf">The application of which it may be read; null where it may not.</param>
    private static async Task<IResult> SendAsync(HttpContext context, Database database, string sha256, Func<LedgerReader, Task<string?>> numberOf, CancellationToken stop)
    {
        if (!sha256.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var asked = Convert.FromHexString(sha256);
        var (number, name, content) = await database.ReadAsync<(string?, string?, byte[]?)>(async reader =>
        {
            if (await numberOf(reader) is not { } found) return (null, null, null);
            var file = (await Attachments.ListAsync(reader, AttachToApplication.ReferrerOf(found))).FirstOrDefault(known => known.Sha256.AsSpan().SequenceEqual(asked));
            return (found, file?.FileName, file is null ? null : await Attachments.FindAsync(reader, asked));
        }, stop);
        if (content is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "application", number!, sha256));
        return Results.File(content, MediaTypeNames.Application.Octet, name);
    }
}
