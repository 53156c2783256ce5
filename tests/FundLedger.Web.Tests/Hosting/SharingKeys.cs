using System.Xml.Linq;
using FundLedger.Storage;
using FundLedger.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>Cookies and form tokens outlive a restart, and are the same to every node.</summary>
[TestFixture(Dialect.Sqlite)]
[TestFixture(Dialect.SqlServer, Category = "SqlServer")]
public sealed class SharingKeys(Dialect dialect)
{
    private BooksOnAServer? server;
    private StorageOptions options = new();

    [SetUp]
    public void MakePlace()
    {
        server = dialect == Dialect.SqlServer ? new BooksOnAServer() : null;
        options = server?.Options ?? new StorageOptions { Directory = Directory.CreateTempSubdirectory("fundledger-keys-").FullName };
    }

    [TearDown]
    public void RemovePlace()
    {
        server?.Dispose();
        if (options.Directory.Length > 0) Directory.Delete(options.Directory, recursive: true);
    }

    [Test]
    public async Task A_restart_keeps_them()
    {
        string cookie;
        await using (var books = Open()) cookie = ProtectorOver(books).Protect("王小明");
        await using (var books = Open()) Assert.That(ProtectorOver(books).Unprotect(cookie), Is.EqualTo("王小明"));
    }

    [Test]
    public async Task Another_node_reads_what_one_protected()
    {
        await using var books = Open();
        await using var others = dialect == Dialect.SqlServer ? Open() : null; // one process writes a file
        var (one, other) = (ProtectorOver(books), ProtectorOver(others ?? books));
        Assert.That(other.Unprotect(one.Protect("a")), Is.EqualTo("a"));
        Assert.That(one.Unprotect(other.Protect("b")), Is.EqualTo("b"));
        Assert.That(await books.ReadAsync(ProtectionKeys.ListAsync), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_that_find_at_once_that_a_key_is_needed_make_one()
    {
        await using var books = Open();
        var (one, other) = (new KeysInBooks(books), new KeysInBooks(books));
        Assert.That(one.GetAllElements().Concat(other.GetAllElements()), Is.Empty);
        one.StoreElement(new XElement("key", "first"), "key-1");
        other.StoreElement(new XElement("key", "second"), "key-2");
        Assert.That(other.GetAllElements().Select(key => key.Value), Is.EqualTo(new[] { "first" }));
        other.StoreElement(new XElement("key", "third"), "key-3");
        one.StoreElement(new XElement("revocation", "of the first"), "revocation-1");
        Assert.That(one.GetAllElements().Select(key => key.Value), Is.EqualTo(new[] { "first", "third", "of the first" }));
    }

    [Test]
    public async Task Books_opened_to_read_get_none_and_the_process_has_its_own()
    {
        await Open().DisposeAsync();
        await using var books = Databases.OpenToRead(options);
        var protector = ProtectorOver(books);
        Assert.That(protector.Unprotect(protector.Protect("a")), Is.EqualTo("a"));
        Assert.That(await books.ReadAsync(ProtectionKeys.ListAsync), Is.Empty);
    }

    private Database Open() => Databases.Open(options, TimeProvider.System);

    private static IDataProtector ProtectorOver(Database books)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddKeysInBooks(books);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
