using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Hosting;

/// <summary>For those who watch the process: <c>/healthz</c> says that it lives, <c>/readyz</c> that the books can be read and written.</summary>
internal static class Health
{
    internal static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Json(new { Status = "alive" })).AnyoneMay();
        app.MapGet("/readyz", async (Database database, CancellationToken stop) =>
        {
            var (isReadable, isWriting) = (await IsReadableAsync(database, stop), database.IsWriting);
            return Results.Json(
                new { Status = isReadable && isWriting ? "ready" : "not-ready", Database = isReadable ? "readable" : "unreadable", Writer = isWriting ? "alive" : "ended" },
                statusCode: isReadable && isWriting ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AnyoneMay();
    }

    private static async Task<bool> IsReadableAsync(Database database, CancellationToken stop)
    {
        try
        {
            await database.ReadAsync(JournalReading.LastAsync, stop);
            return true;
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            return false; // whatever it is, the books cannot be read: that is the answer
        }
    }
}
