using Microsoft.EntityFrameworkCore;

namespace Daybook.Migrations;

/// <summary>EF Core's migrations engine without a model: history, lock, a transaction per step, down and scripts.</summary>
public sealed class PlatformSchema(DbContextOptions<PlatformSchema> options) : DbContext(options);
