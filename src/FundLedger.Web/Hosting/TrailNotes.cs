using FundLedger.People.Accounts;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Hosting;

/// <summary>Tells the trail what somebody is about to see or take out, before they get it: where it cannot be told, nothing is given.</summary>
internal static class TrailNotes
{
    internal static async Task TellAsync(this Database database, HttpContext context, AuditNote note)
    {
        var who = context.Features.Get<SignedIn>() ?? throw new InvalidOperationException("nobody is signed in");
        (await new NoteAct(database).RunAsync(new Asked("told/" + FormKey.New(), who.Person.Id), note, context.RequestAborted)).Expect();
    }
}
